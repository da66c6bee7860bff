import type { Browser } from 'playwright-core';
import { type FlowFiles, walk } from './workbench.ts';

/** In Restricted Mode findings appear, and the preview says why it shows nothing. */
export function runRestrictedFlow(browser: Browser, files: FlowFiles): Promise<boolean> {
  return walk(browser, files, { workspaceTrust: true }, async (workbench) => {
    const { page, openFile, runCommand, panel, screenshot } = workbench;
    await openFile('broken/templates.yaml');
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
    await page.locator('.view-line', { hasText: 'dataset: broken' }).first().click();
    await runCommand('P3: Preview template');
    await panel.getByText('This workspace is in Restricted Mode').waitFor();
    await screenshot('restricted');
  });
}
