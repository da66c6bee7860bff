import type { Browser } from 'playwright-core';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

/** What a newcomer sees of the package: findings, a hover, the lenses, the preview while typing, a score. */
export function runWorkbenchFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  return walk(browser, files, { settings }, async (workbench) => {
    await seeFindings(workbench);
    await seePreview(workbench);
    await seeScore(workbench);
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

async function seeScore({ page, panel, screenshot }: Workbench): Promise<void> {
  await page.locator('.codelens-decoration a', { hasText: 'Score' }).first().click();
  await panel.locator('.accuracy').waitFor({ timeout: 60_000 });
  await panel.locator('.is-prediction').first().waitFor();
  await screenshot('score');
  await panel.getByRole('tab', { name: 'Rows' }).click();
  await panel.getByRole('button', { name: '¶' }).click();
  await panel.locator('.invisible.newline').first().waitFor();
  await screenshot('invisible');
}

async function seeLightTheme({ page, panel, runCommand, screenshot }: Workbench): Promise<void> {
  await runCommand('Preferences: Color Theme');
  await page.locator('.quick-input-widget input').fill('Light Modern');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Light Modern' }).click();
  await page.locator('.monaco-workbench.vs').waitFor();
  await screenshot('light-rows');
  await panel.getByRole('tab', { name: 'Scores' }).click();
  await screenshot('light-score');
}
