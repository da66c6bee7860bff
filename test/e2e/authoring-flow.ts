import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { formatTemplateFile } from '../../server/src/template/write-template-file.ts';
import { type FlowFiles, type Workbench, walk } from './workbench.ts';

const id = '00000000-1111-4222-8333-444444444444';

/** An author writes a template from nothing, is told of a fault, takes the fix, and formats the file. */
export function runAuthoringFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  return walk(browser, files, { settings }, async (workbench) => {
    await writeTemplate(workbench);
    await mendFault(workbench);
    await formatFile(workbench);
    await seeLightTheme(workbench);
    await returnFromYaml(workbench);
    await seeWalkthrough(workbench);
  });
}

async function writeTemplate({ page, openFile, screenshot }: Workbench): Promise<void> {
  await openFile('reviews/templates.yaml');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(`  ${id}: !Template`);
  // The indent grows where the line is tokenized, as it is for fingers; its missing keys are found then as well.
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.type('\n');
  await accept(page, 'ans', 'answer_choices');
  await accept(page, '', 'negative ||| positive');
  await page.keyboard.type('\n');
  await accept(page, 'id', 'id');
  await page.keyboard.type(`${id}\n`);
  await accept(page, 'jin', 'jinja');
  await page.keyboard.type("'Somebody says {{");
  await suggest(page, '', 'text');
  await screenshot('authoring-fields');
  await accept(page, 'te', 'text');
  await page.keyboard.type('}}. Good or bad? ||| {{ ');
  await accept(page, 'answer', 'answer_choices');
  await accept(page, '[', 'label');
  await page.keyboard.type("] }}'");
  await page.keyboard.press('End');
  await page.keyboard.type('\n');
  await accept(page, 'meta', 'metadata');
  await accept(page, 'choices', 'choices_in_prompt');
  await accept(page, '', 'true');
  await page.keyboard.type('\n');
  await accept(page, 'lang', 'languages');
  await suggest(page, 'e', 'English');
  await screenshot('authoring-metadata');
  await accept(page, 'n', 'English');
  await page.keyboard.type('\n');
  await accept(page, 'metr', 'metrics');
  await accept(page, 'Acc', 'Accuracy');
  await page.keyboard.type('\n');
  await accept(page, 'orig', 'original_task');
  await accept(page, '', 'true');
  await page.keyboard.type('\n');
  await page.keyboard.press('Shift+Tab');
  await accept(page, 'nam', 'name');
  await page.keyboard.type('From nothing\n');
  await accept(page, 'ref', 'reference');
  await page.keyboard.type("''");
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
}

type Page = Workbench['page'];

/** Types, and waits until a proposal is there; asks for it where nothing is typed. */
async function suggest(page: Page, typed: string, label: string) {
  if (typed === '') await page.keyboard.press('Control+Space');
  else await page.keyboard.type(typed);
  const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
  await row.waitFor();
  return row;
}

async function accept(page: Page, typed: string, label: string): Promise<void> {
  const row = await suggest(page, typed, label);
  await row.click();
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
}

async function mendFault({ page, goTo, screenshot }: Workbench): Promise<void> {
  await goTo('Somebody says {{ text');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('x');
  await page.locator('.squiggly-error').first().waitFor();
  // What the rows prove comes later, and closes a menu that is open.
  await page.locator('.squiggly-warning').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Replace by' }).first();
  await fix.waitFor();
  await screenshot('authoring-lightbulb');
  await fix.click();
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
}

async function formatFile({ page, host, runCommand, screenshot }: Workbench): Promise<void> {
  // A cursor that moves meanwhile cancels the formatting.
  await page.keyboard.press('Control+Home');
  await runCommand('Format Document');
  await page.locator('.view-line', { hasText: `${id}: !Template` }).waitFor();
  await screenshot('authoring-formatted');
  await page.keyboard.press('Control+s');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  const text = await readFile(path.join(host.workspace, 'reviews/templates.yaml'), 'utf8');
  assert.deepEqual(formatTemplateFile(text), { kind: 'formatted', text });
  assert.match(
    text,
    /jinja: Somebody says \{\{ text \}\}\. Good or bad\? \|\|\| \{\{ answer_choices\[label\] \}\}\n/,
  );
}

async function seeLightTheme({
  page,
  goTo,
  runCommand,
  chooseTheme,
  screenshot,
}: Workbench): Promise<void> {
  await chooseTheme('Light Modern');
  await goTo('says {{ text');
  await page.keyboard.press('ArrowRight');
  await suggest(page, ' | ', 'capitalize');
  await screenshot('light-authoring-filters');
  await page.keyboard.press('Escape');
  await runCommand('File: Revert File');
}

/** A command on a file in the language YAML says what to do, and does it. */
async function returnFromYaml({ page, runCommand, screenshot }: Workbench): Promise<void> {
  const language = page.locator('#status\\.editor\\.mode');
  await runCommand('Change Language Mode');
  await page.locator('.quick-input-widget input').fill('YAML');
  await page.keyboard.press('Enter');
  await language.getByText('YAML', { exact: true }).waitFor();
  await runCommand('P3: Preview template');
  const use = page.getByRole('button', { name: 'Use P3 Template' }).first();
  await use.waitFor();
  await screenshot('light-plain-yaml');
  await use.click();
  await language.getByText('P3 Template').waitFor();
}

async function seeWalkthrough({ page, panel, runCommand, screenshot }: Workbench): Promise<void> {
  await runCommand('P3: Open walkthrough');
  await page.getByText('Open the samples').first().waitFor();
  await panel.getByText('Is a review positive or negative?').waitFor();
  await screenshot('light-walkthrough');
}
