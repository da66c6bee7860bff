/**
 * A real VS Code server from the npm registry alone: the one that the package `code-server` carries, started
 * without the code-server program. No native module is compiled and no install script runs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** VS Code 1.139.1. To update: `npm view code-server@VERSION dist.integrity`. */
const pin = {
  version: '4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Packages and extensions that a test host does not need; together more than half of the size. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'node_modules/kerberos',
  'node_modules/@vscode/sqlite3',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
];

/** The folder of the VS Code server, unpacked into `.vscode-test/` on the first call (about half a minute). */
export function installHost(): string {
  const root = path.resolve(import.meta.dirname, '../../.vscode-test');
  const folder = path.join(root, `code-server-${pin.version}`);
  const ready = path.join(folder, '.ready');
  if (existsSync(ready)) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  unpack(folder);
  installDependencies(folder);
  prune(folder);
  replaceNativeLogger(folder);
  writeFileSync(ready, pin.version);
  return folder;
}

function unpack(folder: string): void {
  run('npm', ['pack', `code-server@${pin.version}`, '--silent', '--loglevel=error'], folder);
  const archive = path.join(folder, `code-server-${pin.version}.tgz`);
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (`sha512-${digest}` !== pin.integrity) {
    throw new Error(`The hash of ${archive} is sha512-${digest}, expected ${pin.integrity}.`);
  }
  run('tar', ['xzf', archive, '--strip-components=3', 'package/lib/vscode'], folder);
  rmSync(archive);
}

function installDependencies(folder: string): void {
  // Without --legacy-peer-deps `npm ci` calls the shrinkwrap of the tarball out of sync.
  const options = [
    '--omit=dev',
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
  ];
  run('npm', ['ci', ...options, '--loglevel=error'], folder);
}

function prune(folder: string): void {
  for (const name of unneeded) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  const ripgrep = path.join(folder, 'node_modules/@vscode/ripgrep-universal/bin');
  const platforms = existsSync(ripgrep) ? readdirSync(ripgrep) : [];
  for (const platform of platforms) {
    if (platform !== `${process.platform}-${process.arch}`) {
      rmSync(path.join(ripgrep, platform), { recursive: true });
    }
  }
}

/** Without a logger the host runs, but output channels stay empty. */
function replaceNativeLogger(folder: string): void {
  const shim = path.join(import.meta.dirname, 'spdlog-shim.cjs');
  copyFileSync(shim, path.join(folder, 'node_modules/@vscode/spdlog/index.js'));
}

function run(command: string, parameters: readonly string[], cwd: string): void {
  const result = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) {
    throw new Error(`${command} ${parameters.join(' ')} ended with ${result.status}.`);
  }
}
