/** The suite of `npm run test:e2e` in the desktop VS Code, which `@vscode/test-electron` downloads. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildExtension } from '../../scripts/build-extension.ts';
import { buildSuite } from './build-suite.ts';

const root = path.resolve(import.meta.dirname, '../..');

buildExtension();
const folder = mkdtempSync(path.join(tmpdir(), 'p3-electron-'));
const workspace = path.join(folder, 'samples');
cpSync(path.join(root, 'samples'), workspace, { recursive: true });
const { VSCODE_VERSION: version = 'stable' } = process.env;
try {
  await runTests({
    version,
    extensionDevelopmentPath: root,
    extensionTestsPath: await buildSuite(),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
