import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type FakeDataset, startFakeHub } from '../support/fake-hub.ts';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

const weather: FakeDataset = {
  configs: {
    default: {
      features: {
        sky: { dtype: 'string', _type: 'Value' },
        season: { names: ['winter', 'summer'], _type: 'ClassLabel' },
      },
      splits: {
        train: ['{"sky":"thunder over the hills","season":1}'],
        validation: ['{"sky":"fog until noon","season":0}', '{"sky":"a dry wind","season":1}'],
      },
    },
  },
};

const templates = `dataset: made-up/weather
templates:
  7b1c9f52-3c1b-4a52-9a40-5f7b2d1e6c01: !Template
    answer_choices: winter ||| summer
    id: 7b1c9f52-3c1b-4a52-9a40-5f7b2d1e6c01
    jinja: 'Today there is {{ sky }}. Which season is it? ||| {{ answer_choices[season] }}'
    metadata: !TemplateMetadata
      choices_in_prompt: false
      languages:
      - en
      metrics:
      - Accuracy
      original_task: true
    name: Season
    reference: ''
`;

/** A dataset of the Hub, with and without a network: preview, completion, status. */
export async function runDatasetFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  await using hub = await startFakeHub({ 'made-up/weather': weather });
  const options = {
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
    environment: { HF_ENDPOINT: hub.origin, HF_HUB_OFFLINE: '' },
  };
  return await walk(browser, files, options, async (workbench) => {
    addTemplates(workbench.host.workspace);
    await seeParquet(workbench);
    await seeHubDataset(workbench);
    await hub.stop();
    await seeItOffline(workbench);
    await seeLightTheme(workbench);
  });
}

function addTemplates(workspace: string): void {
  mkdirSync(path.join(workspace, 'weather'));
  writeFileSync(path.join(workspace, 'weather/templates.yaml'), templates);
}

/** Columns and rows of a Parquet file beside the template, with nothing set. */
async function seeParquet(workbench: Workbench): Promise<void> {
  const { page, openFile, panel, screenshot } = workbench;
  await openFile('headlines/templates.yaml');
  await page
    .locator('.codelens-decoration a', { hasText: 'Preview' })
    .first()
    .click({ timeout: 60_000 });
  await panel.getByText('Ferry between the two islands').first().waitFor();
  await filterRows(workbench);
  await complete(workbench, 'headline from?', 'comments');
  await openStatus(page, 'headlines · validation · 24 rows');
  await screenshot('parquet-status');
  await page.keyboard.press('Escape');
}

/** The box over the rows: words, their number, and what is wrong with a condition. */
async function filterRows({ panel, screenshot }: Workbench): Promise<void> {
  const box = panel.getByRole('searchbox', { name: 'Filter rows' });
  await box.fill('ferry');
  await panel.getByText('1 match', { exact: true }).waitFor();
  await screenshot('filtered-rows');
  await box.fill('stars > 3');
  await panel.getByText('The filter cannot be read: there is no column `stars`').waitFor();
  await screenshot('bad-filter');
  await box.press('Escape');
  await panel.getByText('of 24').waitFor();
}

async function seeHubDataset(workbench: Workbench): Promise<void> {
  const { page, openFile, goTo, panel, runCommand, screenshot } = workbench;
  await openFile('weather/templates.yaml');
  await page
    .locator('.codelens-decoration a', { hasText: 'Preview' })
    .first()
    .click({ timeout: 60_000 });
  await panel.getByText('Today there is fog until noon').first().waitFor();
  await complete(workbench, 'Which season is it?', 'season');

  await openStatus(page, 'made-up/weather · validation · 2 rows');
  await page.locator('.hover-language-status', { hasText: 'Hub, just now' }).waitFor();
  await screenshot('hub-status');
  await page.keyboard.press('Escape');

  await goTo('Which season');
  await runCommand('P3: Choose split');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'train' }).waitFor();
  await screenshot('choose-split');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'train' }).click();
  await panel.getByText('Today there is thunder over the hills').first().waitFor();

  await goTo('Which season');
  await runCommand('P3: Show dataset schema');
  await page.locator('.view-line', { hasText: '"_type": "ClassLabel"' }).waitFor();
  await screenshot('schema');
  await runCommand('View: Close Editor');
}

/** Behind some text: the columns are proposed while a name is typed; then all is as it was. */
async function complete(workbench: Workbench, behind: string, column: string): Promise<void> {
  const { page, goTo, screenshot } = workbench;
  const typed = ` {{ ${column.slice(0, 2)}`;
  await focusEditor(page);
  await goTo(behind);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(typed, { delay: 50 });
  await page.locator('.suggest-widget.visible', { hasText: column }).waitFor();
  await screenshot(`${column}-completion`);
  await page.keyboard.press('Escape');
  await workbench.runCommand('File: Revert File');
}

/** By the mouse: the panel may have the keyboard. */
async function focusEditor(page: Page): Promise<void> {
  await page.locator('.view-line', { hasText: 'original_task' }).first().click();
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

async function openStatus(page: Page, text: string): Promise<void> {
  await page.locator('[id="status.languageStatus"]').hover();
  await page.locator('.hover-language-status', { hasText: text }).first().waitFor();
}

async function seeItOffline({
  page,
  goTo,
  panel,
  runCommand,
  screenshot,
}: Workbench): Promise<void> {
  await focusEditor(page);
  await goTo('Which season');
  await runCommand('P3: Refresh dataset');
  await page
    .locator('.statusbar-item', { hasText: 'cannot be reached' })
    .waitFor({ timeout: 60_000 });
  await panel.getByText('Today there is thunder over the hills').first().waitFor();
  await openStatus(page, 'made-up/weather · train · 1 row');
  await page.locator('.hover-language-status', { hasText: 'offline' }).waitFor();
  if ((await page.locator('.notification-toast').count()) > 0)
    throw new Error('A pop-up appeared.');
  await screenshot('offline');
  await page.keyboard.press('Escape');
}

async function seeLightTheme({ page, chooseTheme, screenshot }: Workbench): Promise<void> {
  await chooseTheme('Light Modern');
  await focusEditor(page);
  await openStatus(page, 'offline');
  await screenshot('offline-light');
}
