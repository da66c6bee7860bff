import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

/** A score is cancelled in the panel; the panel outlives a reload of the window and the closing of its file. */
export function runLifetimeFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const settings = { 'p3.scoring.rows': 10_000 };
  return walk(browser, files, { settings }, async (workbench) => {
    addLargeDataset(workbench.host.workspace);
    await workbench.openFile('large/templates.yaml');
    await cancelScore(workbench);
    await reloadWindow(workbench);
    await closeFile(workbench);
  });
}

/** The reviews over and over, each another one: enough rows that a score takes its time, and none is known already. */
function addLargeDataset(workspace: string): void {
  const folder = path.join(workspace, 'large');
  cpSync(path.join(workspace, 'reviews'), folder, { recursive: true });
  const rows = path.join(folder, 'validation.jsonl');
  const lines = readFileSync(rows, 'utf8').trim().split('\n');
  const many = Array.from({ length: 200 }, (_, round) =>
    lines.map((line) => line.replace('"text": "', `"text": "${round} `)),
  );
  writeFileSync(rows, `${many.flat().join('\n')}\n`);
}

async function cancelScore({ page, panel }: Workbench): Promise<void> {
  const lens = page.locator('.codelens-decoration a', { hasText: /^Score$/ }).first();
  await lens.click({ timeout: 60_000 });
  await panel.getByText(/Scoring: [1-9]\d* of \d+ rows/).waitFor({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByRole('button', { name: 'Score this template' }).waitFor();
}

async function reloadWindow({ page, panel, runCommand }: Workbench): Promise<void> {
  // By the command, which lets the workbench save what is open.
  await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
  const name = panel.getByRole('heading', { name: 'Choose from a list' });
  await name.waitFor({ timeout: 60_000 });
  await panel.getByRole('tab', { name: 'Rows' }).click();
  await panel.getByText('Row 0', { exact: true }).waitFor();
}

async function closeFile({ page, panel, runCommand, screenshot }: Workbench): Promise<void> {
  await page.locator('.view-line', { hasText: 'dataset' }).first().click();
  await runCommand('View: Close Editor');
  await panel.getByText('is closed. Open it again').waitFor();
  await screenshot('closed');
}
