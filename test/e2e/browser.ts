import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The Chromium of the machine, or the one that `CHROMIUM_PATH` names. */
export function launchBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env;
  const executablePath = CHROMIUM_PATH ?? findBrowser();
  if (executablePath === undefined) {
    throw new Error('No Chromium is found: install one or set CHROMIUM_PATH.');
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium refuses its sandbox to root, which is who runs in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

function findBrowser(): string | undefined {
  const { PATH: searchPath } = process.env;
  const folders = (searchPath ?? '').split(path.delimiter);
  return folders
    .flatMap((folder) => ['chromium', 'google-chrome'].map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
