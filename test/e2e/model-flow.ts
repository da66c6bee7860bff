import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startHub } from '../scoring/models/hub-server.ts';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

const recorded = path.resolve(import.meta.dirname, '../scoring/recorded');
const rows = '.quick-input-list .monaco-list-row';

/** Another model: chosen from the list, downloaded when agreed to, in the settings, checked, and scored with. */
export async function runModelFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const cleanups: (() => void)[] = [];
  const hub = await startHub(
    { after: (clean) => cleanups.push(clean) },
    { files: tinyModel(), cutAfter: 200_000 },
  );
  const cacheFolder = mkdtempSync(path.join(tmpdir(), 'p3-models-'));
  cleanups.push(() => rmSync(cacheFolder, { recursive: true }));
  const options = {
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
    environment: {
      HF_ENDPOINT: hub.endpoint.origin,
      HF_HUB_OFFLINE: '',
      P3_CACHE_DIR: cacheFolder,
    },
  };
  try {
    return await walk(browser, files, options, async (workbench) => {
      await workbench.openFile('reviews/templates.yaml');
      await download(workbench, 'made-up/tiny-t5');
      await seeItChosen(workbench, 'tiny-t5');
      await checkScoring(workbench, 'tiny-t5');
      await scoreWithIt(workbench, 'tiny-t5');
    });
  } finally {
    for (const clean of cleanups) clean();
  }
}

/** A checkpoint of random weights with its tokenizer. */
function tinyModel(): Record<string, Buffer> {
  const folders = ['checkpoints/gated-untied', 'tokenizer'].map((name) =>
    path.join(recorded, name),
  );
  const all = folders.flatMap((folder) =>
    readdirSync(folder).map((name) => [folder, name] as const),
  );
  const wanted = all.filter(([, name]) =>
    /^(?:config|tokenizer(?:_config)?)\.json$|\.safetensors$/.test(name),
  );
  return Object.fromEntries(
    wanted.map(([folder, name]) => [name, readFileSync(path.join(folder, name))]),
  );
}

async function download({ page, runCommand, screenshot }: Workbench, id: string): Promise<void> {
  await runCommand('P3: Choose model');
  await page.locator(rows, { hasText: 'bigscience/T0_3B' }).waitFor({ timeout: 60_000 });
  await screenshot('models');
  await page.locator('.quick-input-widget input').fill('Another model');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget', { hasText: 'by its name' }).waitFor();
  await page.locator('.quick-input-widget input').fill('tiny');
  await page.locator('.quick-input-widget', { hasText: '`owner/name` is expected' }).waitFor();
  await page.locator('.quick-input-widget input').fill(id);
  await page.keyboard.press('Enter');
  const dialog = page.locator('.monaco-dialog-box', { hasText: `Download ${id} from` });
  await dialog.waitFor({ timeout: 60_000 });
  await screenshot('download-consent');
  await dialog.getByRole('button', { name: 'Download' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function checkScoring({ page, runCommand, screenshot }: Workbench, name: string) {
  await runCommand('P3: Check scoring');
  await page.locator('.view-line', { hasText: 'Scoring works here.' }).waitFor({ timeout: 60_000 });
  await page.locator('.view-line', { hasText: name }).first().waitFor();
  await screenshot('check-scoring');
  await runCommand('View: Close Editor');
}

/** Once the download is over, which takes its time. */
async function seeItChosen({ page, runCommand, chooseTheme, screenshot }: Workbench, name: string) {
  await chooseTheme('Light Modern');
  const chosen = page.locator(rows, { hasText: name }).locator('.codicon-check');
  for (let tries = 0; tries < 30 && !(await chosen.isVisible()); tries += 1) {
    await page.keyboard.press('Escape');
    await runCommand('P3: Choose model');
    await page.locator(rows, { hasText: 'bigscience/T0_3B' }).waitFor();
  }
  await chosen.waitFor();
  await screenshot('models-light');
  await page.keyboard.press('Escape');
}

async function scoreWithIt({ page, panel, screenshot }: Workbench, name: string): Promise<void> {
  const lens = page.locator('.codelens-decoration a', { hasText: /^Score$/ }).first();
  await lens.click({ timeout: 60_000 });
  await panel.locator('.accuracy').waitFor({ timeout: 60_000 });
  await panel.getByText(name).first().waitFor();
  await screenshot('score-tiny');
}
