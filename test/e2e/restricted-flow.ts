import type { Browser } from 'playwright-core';
import { type FlowFiles, walk } from './workbench.ts';

/** In Restricted Mode findings appear, and the preview says why it shows nothing; with trust it renders. */
export function runRestrictedFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  return walk(browser, files, { workspaceTrust: true }, async (workbench) => {
    const { page, openFile, goTo, runCommand, panel, screenshot } = workbench;
    await openFile('broken/templates.yaml');
    await goTo('answers.txt');
    await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
    await runCommand('P3: Preview template');
    await panel.getByText('This workspace is in Restricted Mode').waitFor();
    await screenshot('restricted');
    await page.locator('.monaco-link', { hasText: 'Manage' }).click();
    await page.locator('.workspace-trust-editor').getByText('Trust', { exact: true }).click();
    await panel.locator('.row').first().waitFor();
    await screenshot('trusted');
  });
}
