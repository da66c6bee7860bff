import type { Browser } from 'playwright-core';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

/** What the rules prove over rows: in Problems, with the first row named, and its preview among the quick fixes. */
export function runRowFindingsFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  return walk(browser, files, { settings }, async (workbench) => {
    await workbench.openFile('broken/over-rows/templates.yaml');
    await seeProblems(workbench);
    await previewFailingRow(workbench);
    await previewBlankRow(workbench);
    await workbench.chooseTheme('Light Modern');
    await seeQuickFix(workbench, "jinja: '{% if note");
    await workbench.screenshot('light-row-findings');
  });
}

async function seeProblems({ page, screenshot }: Workbench): Promise<void> {
  await page.keyboard.press('Control+Shift+M');
  for (const [rule, place] of [
    ['render-error', '[Ln 45, Col 29]'],
    ['blank-render', '[Ln 71, Col 5]'],
    ['target-outside-choices', '[Ln 32, Col 43]'],
  ] as const) {
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: rule });
    await problem.filter({ hasText: place }).waitFor({ timeout: 60_000 });
  }
  await screenshot('row-findings');
  await page.keyboard.press('Control+Shift+M');
}

async function previewFailingRow(workbench: Workbench): Promise<void> {
  const { page, panel, screenshot } = workbench;
  const row = await seeQuickFix(workbench, 'note.strip');
  await screenshot('row-findings-quick-fix');
  await page.keyboard.press('Enter');
  await panel.getByText(row, { exact: true }).waitFor();
  await panel.getByText('UndefinedError').first().waitFor();
  await screenshot('row-findings-preview');
}

async function previewBlankRow(workbench: Workbench): Promise<void> {
  const { page, panel, screenshot } = workbench;
  const row = await seeQuickFix(workbench, "jinja: '{% if note");
  await page.keyboard.press('Enter');
  await panel.getByText(row, { exact: true }).waitFor();
  await panel.getByText('Blank result: T0 skips this row.').first().waitFor();
  await screenshot('row-findings-blank');
}

/** Opens the quick fixes at the text; the row that the first of them previews. */
async function seeQuickFix({ page, focusEditor, goTo }: Workbench, text: string): Promise<string> {
  await focusEditor();
  await goTo(text);
  await page.keyboard.press('Control+.');
  const preview = page.locator('.action-widget .monaco-list-row', { hasText: 'Preview row' });
  await preview.first().waitFor();
  const [, row] = /row\s(\d+)/.exec((await preview.first().textContent()) ?? '') ?? [];
  return `Row ${row}`;
}
