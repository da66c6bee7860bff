import type { Browser, Page } from 'playwright-core';
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
async function seeOrigins(workbench: Workbench): Promise<void> {
  const { page, focusEditor, goTo, panel, screenshot } = workbench;
  await focusEditor();
  await goTo('{{ text');
  await panel.locator('.input .from-field.at-cursor').first().waitFor();
  const target = panel.locator('.target .from-field').first();
  await target.hover();
  await panel.locator('.foot', { hasText: /^Field/ }).waitFor();
  await screenshot('origins');
  await target.click();
  await seeSelected(page, '{{ product }}');
  await panel.locator('.target .from-field.at-cursor').first().waitFor();
  await panel.locator('.input .piece').first().press('ArrowRight');
  await panel.locator('.piece.from-field:focus').press('Enter');
  await seeSelected(page, '{{ text }}');
}

/** Waits for a selection of that length, by which the status bar tells it from the one before, and for the focus. */
async function seeSelected(page: Page, text: string): Promise<void> {
  await page.locator('.statusbar-item', { hasText: `(${text.length} selected)` }).waitFor();
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

/** A template that draws: its seed, another draw, and all that it can draw. */
async function seeVariants(workbench: Workbench): Promise<void> {
  const { page, focusEditor, goTo, panel, screenshot } = workbench;
  const drawing = ' {{ ["Be quick", "Be brief", "Be kind"] | choice }}';
  await goTo('in one word.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText(drawing);
  await panel
    .getByText(/^ ?Be (quick|brief|kind)$/)
    .first()
    .waitFor();
  await panel.getByRole('button', { name: 'New draw' }).click();
  await panel.getByRole('spinbutton', { name: 'Seed' }).waitFor();
  await screenshot('seed');
  await panel.getByRole('button', { name: 'All variants' }).click();
  await panel.getByText('All 3 variants.').first().waitFor();
  await screenshot('variants');
  await panel.getByRole('button', { name: 'All variants' }).click();
  await panel.getByText('All 3 variants.').first().waitFor({ state: 'detached' });
  await focusEditor();
  await goTo(drawing);
  await page.keyboard.press('Delete');
  await panel.getByRole('button', { name: 'New draw' }).waitFor({ state: 'hidden' });
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

async function seeLightTheme({ panel, chooseTheme, screenshot }: Workbench): Promise<void> {
  await chooseTheme('Light Modern');
  await panel.getByRole('tab', { name: 'Rows' }).click();
  await panel.getByRole('button', { name: '¶' }).click();
  await panel.locator('.from-field').first().hover();
  await screenshot('light-rows');
  await panel.getByRole('tab', { name: 'Scores' }).click();
  await screenshot('light-score');
  await panel.getByRole('tab', { name: 'All templates' }).click();
  await screenshot('light-all-scores');
}
