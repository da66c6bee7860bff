#!/usr/bin/env node
/** Entry of `p3`: puts the parts together and runs one command. */
import { randomUUID } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createRenderClient } from '../render/process/render-client.ts';
import { defaultCacheFolder } from '../scoring/cache-folder.ts';
import { embeddedModelFolder } from '../scoring/embedded-model.ts';
import { createScoringClient } from '../scoring/scoring-client.ts';
import { createTokenCounter } from '../scoring/token-counter.ts';
import { cacheFoldersOf } from '../sources/cache-folders.ts';
import { systemClock } from '../sources/clock.ts';
import { nodeFileSystem } from '../sources/file-system.ts';
import { type HubSettings, openHub } from '../sources/hub/open-hub.ts';
import { createDataClient, dataBudget } from '../sources/process/data-client.ts';
import { nodeCacheFiles } from '../sources/store/cache-files.ts';
import type { CliContext } from './command.ts';
import { createOutput } from './output.ts';
import { locateParts } from './parts.ts';
import { defaultTimeoutMs } from './render-template.ts';
import { replaceFile } from './replace-file.ts';
import { runCommandLine } from './run-command-line.ts';
import { createStyle, wantsColour } from './style.ts';

const parts = locateParts(realpathSync(process.argv[1] ?? ''));
const stdout = createOutput(process.stdout);
const stderr = createOutput(process.stderr);
const quiet = { info: () => {}, warn: () => {} };
const clients: { dispose(): void }[] = [];

const hubSettings: HubSettings = {
  endpoint: '',
  viewerEndpoint: '',
  cacheBytes: 512 * 1024 * 1024,
  refusal: null,
  tokens: [],
};

const tables = keep(
  createDataClient({
    ...dataBudget,
    entry: parts.dataProcess,
    execPath: process.execPath,
    startsAhead: false,
    logger: quiet,
  }),
);

const context: CliContext = {
  stdout,
  stderr,
  style: createStyle(wantsColour(stdout.isTerminal, process.env)),
  fileSystem: nodeFileSystem,
  tables,
  caches: cacheFoldersOf(process.env, homedir()),
  hub: openHub(
    {
      fetch,
      clock: systemClock,
      random: Math.random,
      newName: randomUUID,
      fileSystem: nodeFileSystem,
      cacheFiles: nodeCacheFiles,
      tables,
      cacheFolder: join(defaultCacheFolder(process.env), 'hub'),
      environment: process.env,
      homeFolder: homedir(),
    },
    () => hubSettings,
  ),
  replaceFile,
  parts,
  version: readVersion(parts.packageRoot),
  execPath: process.execPath,
  nodeVersion: process.versions.node,
  createRenderClient: (timeoutMs = defaultTimeoutMs) =>
    keep(
      createRenderClient({
        entry: parts.renderProcess,
        execPath: process.execPath,
        timeoutMs,
        memoryMb: 512,
        keepsSpare: false,
        logger: quiet,
      }),
    ),
  createTokenCounter() {
    const counter = createTokenCounter({ entry: parts.scoringProcess, execPath: process.execPath });
    keep({ dispose: () => counter.stop() });
    return counter;
  },
  createScoringClient: () =>
    keep(
      createScoringClient({
        entry: parts.scoringProcess,
        execPath: process.execPath,
        embeddedModelFolder: embeddedModelFolder(parts.packageRoot),
        cudaFolder: join(defaultCacheFolder(process.env), 'cuda'),
        logger: quiet,
      }),
    ),
};

void run();

async function run(): Promise<void> {
  try {
    // Not `process.exit`: what is still on its way into a pipe would be lost.
    process.exitCode = await runCommandLine(process.argv.slice(2), context);
  } finally {
    for (const client of clients) client.dispose();
  }
}

function keep<Client extends { dispose(): void }>(client: Client): Client {
  clients.push(client);
  return client;
}

function readVersion(packageRoot: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const isObject = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isObject ? String(manifest.version) : 'unknown';
}
