import type { Browser, Locator, Page } from 'playwright-core';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

/** What a newcomer sees of the package: findings, a hover, the lenses, the preview while typing, a score. */
export function runWorkbenchFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  return walk(browser, files, { settings }, async (workbench) => {
    await seeFindings(workbench);
    await seePreview(workbench);
    await seeOrigins(workbench);
    await seeVariants(workbench);
    await seeScore(workbench);
    await seeAllScores(workbench);
    await seeLightTheme(workbench);
  });
}

async function seeFindings({ page, openFile, goTo, screenshot }: Workbench): Promise<void> {
  await openFile('broken/templates.yaml');
  await goTo('answers.txt');
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await goTo('few words: {{ question');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'string' }).waitFor();
  await screenshot('findings');
  await page.keyboard.press('Escape');
}

async function seePreview({ page, openFile, goTo, panel, screenshot }: Workbench): Promise<void> {
  await openFile('reviews/templates.yaml');
  await page.locator('.codelens-decoration a', { hasText: 'Preview' }).nth(1).click();
  await panel.getByText('Which word describes the opinion').nth(2).waitFor();
  await panel.locator('.chip.is-target').first().waitFor();
  // More room: the side bar goes.
  await page.keyboard.press('Control+b');
  await screenshot('preview');

  await goTo('in one word.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' Only one');
  await panel.getByText('in one word. Only one').first().waitFor();
  await panel.getByRole('button', { name: '›' }).click();
  await panel.getByText('Row 3').waitFor();
}

/** Text of the row leads to its place in the file, and the cursor there to the text. */
async function seeOrigins({ page, goTo, panel, screenshot }: Workbench): Promise<void> {
  await focusEditor(page);
  await goTo('{{ text');
  await panel.locator('.from-field.at-cursor').first().waitFor();
  const [shown] = await panel.locator('.from-field:not(.at-cursor)').all();
  await shown?.hover();
  await panel.locator('.foot', { hasText: /^(Field|Answer choices)/ }).waitFor();
  await screenshot('origins');
  await shown?.click();
  await page.locator('.statusbar-item', { hasText: 'selected' }).waitFor();
  await panel.locator('.from-field.at-cursor').first().waitFor();
  const piece = panel.locator('.piece').first();
  // The editor takes the focus with the selection, sooner or later.
  await pressUntil(piece, 'ArrowRight', panel.locator('.piece:focus + .piece'));
  await panel.locator('.piece:focus').press('Enter');
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

async function pressUntil(target: Locator, key: string, shown: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await target.press(key);
    const isShown = await shown.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  await shown.waitFor();
}

/** A template that draws: its seed, another draw, and all that it can draw. */
async function seeVariants({ page, goTo, panel, screenshot }: Workbench): Promise<void> {
  await goTo('in one word.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText(' {{ ["Be quick", "Be brief", "Be kind"] | choice');
  await panel.getByText('Be ').first().waitFor();
  await panel.getByRole('button', { name: 'New draw' }).click();
  await panel.getByRole('spinbutton', { name: 'Seed' }).waitFor();
  await screenshot('seed');
  await panel.getByRole('button', { name: 'All variants' }).click();
  await panel.getByText('All 3 variants.').first().waitFor();
  await screenshot('variants');
  await panel.getByRole('button', { name: 'All variants' }).click();
  await panel.getByText('All 3 variants.').first().waitFor({ state: 'detached' });
  await focusEditor(page);
  await goTo(' {{ ["Be quick", "Be brief", "Be kind"] | choice }}');
  await page.keyboard.press('Delete');
  await panel.getByRole('button', { name: 'New draw' }).waitFor({ state: 'hidden' });
}

/** In the first group of editors: the panel has the other one. */
async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

async function seeScore({ page, panel, screenshot }: Workbench): Promise<void> {
  const lenses = page.locator('.codelens-decoration a');
  await lenses
    .filter({ hasText: /^Score$/ })
    .first()
    .click();
  await panel.locator('.accuracy').waitFor({ timeout: 60_000 });
  await panel.locator('.is-prediction').first().waitFor();
  // The lens above the template tells its accuracy now.
  await lenses
    .filter({ hasText: / % on \d+ rows$/ })
    .first()
    .waitFor();
  await screenshot('score');
  await panel.getByRole('button', { name: /^Wrong/ }).click();
  await panel.getByRole('combobox', { name: 'Compare' }).selectOption('tokens');
  await panel.locator('.verdict.wrong').first().waitFor();
  await screenshot('score-wrong');
  await panel.getByRole('tab', { name: 'Rows' }).click();
  await panel.getByRole('button', { name: '¶' }).click();
  await panel.locator('.invisible.newline').first().waitFor();
  await screenshot('invisible');
}

/** All templates of the file, and what an edit makes of a score. */
async function seeAllScores({ page, panel, goTo, screenshot }: Workbench): Promise<void> {
  const lenses = page.locator('.codelens-decoration a');
  await page.locator('.view-line').first().click();
  await page.keyboard.press('Control+Home');
  await lenses.filter({ hasText: /^Score all/ }).click();
  await panel.locator('.file-scores').waitFor({ timeout: 60_000 });
  await lenses.filter({ hasText: /^Median/ }).waitFor();
  await screenshot('all-scores');
  await goTo('recommend it to a friend');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' or so');
  await panel.getByRole('tab', { name: 'Scores' }).click();
  await panel.locator('.outdated').waitFor();
  await screenshot('outdated-score');
  await panel.getByRole('button', { name: 'Score again' }).click();
  await panel.locator('.outdated').waitFor({ state: 'detached', timeout: 60_000 });
}

async function seeLightTheme({ page, panel, runCommand, screenshot }: Workbench): Promise<void> {
  await runCommand('Preferences: Color Theme');
  await page.locator('.quick-input-widget input').fill('Light Modern');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Light Modern' }).click();
  await page.locator('.monaco-workbench.vs').waitFor();
  await panel.getByRole('tab', { name: 'Rows' }).click();
  await panel.getByRole('button', { name: '¶' }).click();
  await panel.locator('.from-field').first().hover();
  await screenshot('light-rows');
  await panel.getByRole('tab', { name: 'Scores' }).click();
  await screenshot('light-score');
  await panel.getByRole('tab', { name: 'All templates' }).click();
  await screenshot('light-all-scores');
}
