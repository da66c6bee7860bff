import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
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
  /** `name` is the path in the workspace. */
  openFile(name: string): Promise<void>;
  /** In the first group of editors: the panel has the other one. */
  focusEditor(): Promise<void>;
  /** Selects the next occurrence of a text in the editor with the focus. */
  goTo(text: string): Promise<void>;
  runCommand(title: string): Promise<void>;
  /** By its name in the list of themes, such as `Light Modern`. */
  chooseTheme(name: string): Promise<void>;
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
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const workbench = createWorkbench(page, host, files.output);
  try {
    host.installExtension(files.vsix);
    await page.goto(host.url());
    await page.locator('.explorer-folders-view').waitFor({ timeout: 60_000 });
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

/** A key that is pressed while the editor takes the focus is lost. */
async function openFind(page: Page, field: Locator): Promise<void> {
  for (let tries = 0; tries < 3 && !(await field.isVisible()); tries += 1) {
    await page.keyboard.press('Control+f');
    await field.waitFor({ timeout: 5000 }).catch(() => {});
  }
}

function createWorkbench(page: Page, host: Host, output: string): Workbench {
  const runCommand = async (title: string) => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  };
  return {
    page,
    host,
    async openFile(name) {
      await page.keyboard.press('Control+p');
      await page.locator('.quick-input-widget input').fill(name);
      const [folder = ''] = name.split('/');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: folder }).first().click();
      await page.locator('.breadcrumbs-control', { hasText: folder }).waitFor();
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    },
    async focusEditor() {
      await page.keyboard.press('Control+1');
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    },
    async goTo(text) {
      const field = page.locator('.find-widget.visible .find-part textarea').first();
      await openFind(page, field);
      // What is searched already is not searched again.
      await field.fill('');
      await field.fill(text);
      await page.locator('.find-widget .matchesCount', { hasText: /\d+ of \d+/ }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    },
    runCommand,
    async chooseTheme(name) {
      await runCommand('Preferences: Color Theme');
      await page.locator('.quick-input-widget input').fill(name);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).click();
      const kind = name.includes('Light') ? 'vs' : 'vs-dark';
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
    },
    panel: page.frameLocator('iframe.webview').frameLocator('#active-frame'),
    async screenshot(name) {
      await page.screenshot({ path: path.join(output, `${name}.png`) });
    },
  };
}
