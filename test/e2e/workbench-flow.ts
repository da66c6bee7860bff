import type { Browser } from 'playwright-core';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

/** What a newcomer sees of the package: findings, a hover, the lenses, the preview while typing, a score. */
export function runWorkbenchFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  return walk(browser, files, {}, async (workbench) => {
    await seeFindings(workbench);
    await seePreview(workbench);
    await seeScore(workbench);
    await seeLightTheme(workbench);
  });
}

async function seeFindings({ page, openFile, screenshot }: Workbench): Promise<void> {
  await openFile('broken', 'templates.yaml');
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  const field = page.locator('.view-line span', { hasText: /^question$/ }).first();
  await field.hover();
  await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'string' }).waitFor();
  await screenshot('findings');
  await page.keyboard.press('Escape');
}

async function seePreview({ page, openFile, panel, screenshot }: Workbench): Promise<void> {
  await openFile('reviews', 'templates.yaml');
  await page.locator('.codelens-decoration a', { hasText: 'Preview' }).first().click();
  await panel.getByText('Guess from the review alone').first().waitFor();
  await panel.locator('.row').nth(2).waitFor();
  await screenshot('preview');

  const line = page.locator('.view-line', { hasText: 'Guess from the review alone' });
  await line.first().click();
  await page.keyboard.press('End');
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

async function seeLightTheme({ page, panel, host, screenshot }: Workbench): Promise<void> {
  host.changeSettings({ 'workbench.colorTheme': 'Default Light Modern' });
  await page.locator('.monaco-workbench.vs').waitFor();
  await screenshot('light-rows');
  await panel.getByRole('tab', { name: 'Scores' }).click();
  await screenshot('light-score');
}
