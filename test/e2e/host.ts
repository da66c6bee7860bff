/** Starts the VS Code server of `install-host.ts` on a copy of a workspace, with nothing shared with the user's own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installHost } from './install-host.ts';

export interface HostOptions {
  /** Copied: auto save and tests may write into the copy only. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Loads an extension under development and its suite; hides notifications. */
  readonly smokeTestDriver?: boolean;
  /** Variables for the extension host and its children. */
  readonly environment?: Readonly<Record<string, string>>;
  /** With it a new folder opens in Restricted Mode until the user trusts it. */
  readonly workspaceTrust?: boolean;
}

export interface Host {
  /** The copy of the workspace. */
  readonly workspace: string;
  /** The address of the workbench; the payload names an extension under development and its tests. */
  url(payload?: readonly (readonly [string, string])[]): string;
  /** A path of this machine as the workbench addresses it. */
  uri(file: string): string;
  installExtension(vsix: string): void;
  log(): string;
  stop(): Promise<void>;
}

const userSettings = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** Without a gallery no request leaves the machine; with one, a firewall that drops packets makes the host hang. */
const noGallery = '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":"","controlUrl":""}';

/** No test asks the Hub, but those that bring one along. */
const noHub = { HF_HUB_OFFLINE: '1' };

export async function startHost(options: HostOptions): Promise<Host> {
  const program = path.join(installHost(), 'out/server-main.js');
  const folder = mkdtempSync(path.join(tmpdir(), 'p3-vscode-host-'));
  const workspace = path.join(folder, path.basename(options.workspace));
  prepareFolder(folder, workspace, options);
  const port = await freePort();
  const locations = locationOptions(folder);
  const environment = { ...hostEnvironment(folder), ...options.environment };
  const child = spawn(
    process.execPath,
    [program, ...serverOptions(port, options), ...locations],
    // Detached: a hung extension host outlives the server, so that the whole group has to end.
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const log = collectOutput(child);
  const stop = () => stopHost(child, folder);
  const authority = `127.0.0.1:${port}`;
  if (!(await isAnswering(`http://${authority}/version`, child))) {
    await stop();
    throw new Error(`The VS Code server did not start.\n${log()}`);
  }
  return {
    workspace,
    url: (payload = []) => workbenchUrl(authority, workspace, payload),
    uri: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
    installExtension: (vsix) => installExtension(program, vsix, locations, environment),
    log,
    stop,
  };
}

function prepareFolder(folder: string, workspace: string, options: HostOptions): void {
  mkdirSync(path.join(folder, 'user/User'), { recursive: true });
  mkdirSync(path.join(folder, 'extensions'));
  cpSync(options.workspace, workspace, { recursive: true });
  writeSettings(folder, options.settings ?? {});
}

function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const file = path.join(folder, 'user/User/settings.json');
  writeFileSync(file, JSON.stringify({ ...userSettings, ...settings }));
}

function locationOptions(folder: string): readonly string[] {
  return [
    ...['--server-data-dir', path.join(folder, 'server')],
    ...['--user-data-dir', path.join(folder, 'user')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
    '--accept-server-license-terms',
  ];
}

function serverOptions(port: number, options: HostOptions): readonly string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--disable-telemetry', '--telemetry-level', 'off', '--disable-experiments'],
    '--disable-getting-started-override',
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** Variables of a surrounding VS Code terminal would change what the server does. */
function hostEnvironment(folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: noGallery,
    TMPDIR: folder,
    ...noHub,
  };
}

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  return () => output;
}

async function isAnswering(url: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + 60_000;
  while (child.exitCode === null && Date.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return true;
    }
    await sleep(50);
  }
  return false;
}

async function stopHost(child: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([gone, sleep(3000)]);
  try {
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
  } catch {
    // The whole group has ended.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function workbenchUrl(
  authority: string,
  workspace: string,
  payload: readonly (readonly [string, string])[],
): string {
  const query = new URLSearchParams({ folder: workspace });
  if (payload.length > 0) {
    query.set('payload', JSON.stringify(payload));
  }
  return `http://${authority}/?${query}`;
}

function installExtension(
  program: string,
  vsix: string,
  locations: readonly string[],
  env: NodeJS.ProcessEnv,
): void {
  const result = spawnSync(
    process.execPath,
    [program, ...locations, '--install-extension', path.resolve(vsix)],
    { env, encoding: 'utf8' },
  );
  if (result.status !== 0) {
    throw new Error(`The package could not be installed.\n${result.stdout}${result.stderr}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : 0),
      );
    });
  });
}
