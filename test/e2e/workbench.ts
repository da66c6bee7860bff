import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { type Host, type HostOptions, startHost } from './host.ts';

export interface FlowFiles {
  readonly vsix: string;
  readonly workspace: string;
  /** Where screenshots go. */
  readonly output: string;
}

/** The workbench with the packaged extension, as a person uses it. */
export interface Workbench {
  readonly page: Page;
  readonly host: Host;
  openFile(folder: string, name: string): Promise<void>;
  runCommand(title: string): Promise<void>;
  /** The content of the preview panel, which lies in two nested frames. */
  readonly panel: FrameLocator;
  screenshot(name: string): Promise<void>;
}

/** Installs the package, opens the workspace and walks through `flow`; true when nothing was missing. */
export async function walk(
  browser: Browser,
  files: FlowFiles,
  options: Partial<HostOptions>,
  flow: (workbench: Workbench) => Promise<void>,
): Promise<boolean> {
  const host = await startHost({ workspace: files.workspace, ...options });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const workbench = createWorkbench(page, host, files.output);
  try {
    host.installExtension(files.vsix);
    await page.goto(host.url());
    await flow(workbench);
    return true;
  } catch (error) {
    console.error(error);
    console.error(host.log());
    await workbench.screenshot('failure');
    return false;
  } finally {
    await page.close();
    await host.stop();
  }
}

function createWorkbench(page: Page, host: Host, output: string): Workbench {
  return {
    page,
    host,
    async openFile(folder, name) {
      const explorer = page.locator('.explorer-folders-view');
      const item = explorer.locator(`[aria-level="2"]`, { hasText: name });
      await explorer.getByText(folder, { exact: true }).click({ timeout: 60_000 });
      await item.first().dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await explorer.getByText(folder, { exact: true }).click();
    },
    async runCommand(title) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
    },
    panel: page.frameLocator('iframe.webview').frameLocator('#active-frame'),
    async screenshot(name) {
      await page.screenshot({ path: path.join(output, `${name}.png`) });
    },
  };
}
