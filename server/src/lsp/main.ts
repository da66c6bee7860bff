/** Entry of the language server: over IPC for VS Code, over standard input and output with `--stdio`. */
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { tokenKeyVariable } from '../protocol/datasets.ts';
import { createRenderClient } from '../render/process/render-client.ts';
import { defaultCacheFolder } from '../scoring/cache-folder.ts';
import { embeddedModelFolder } from '../scoring/embedded-model.ts';
import { createScoringClient } from '../scoring/scoring-client.ts';
import { createTokenCounter } from '../scoring/token-counter.ts';
import { cacheFoldersOf } from '../sources/cache-folders.ts';
import { systemClock } from '../sources/clock.ts';
import { nodeFileSystem } from '../sources/file-system.ts';
import { createDataClient, dataBudget } from '../sources/process/data-client.ts';
import { nodeCacheFiles } from '../sources/store/cache-files.ts';
import { locateParts } from './locate-parts.ts';
import { createConnectionLogger } from './logger.ts';
import { startServer } from './server.ts';

const connection = createConnection(ProposedFeatures.all);
const logger = createConnectionLogger(connection);
const { renderProcess, dataProcess, scoringProcess, packageRoot } = locateParts(
  process.argv[1] ?? '',
);

const cudaFolder = join(defaultCacheFolder(process.env), 'cuda');

startServer(connection, {
  fileSystem: nodeFileSystem,
  hubWorld: {
    fetch,
    clock: systemClock,
    random: Math.random,
    newName: randomUUID,
    fileSystem: nodeFileSystem,
    cacheFiles: nodeCacheFiles,
    cacheFolder: join(defaultCacheFolder(process.env), 'hub'),
    environment: process.env,
    homeFolder: homedir(),
  },
  tokenKey: process.env[tokenKeyVariable],
  logger,
  newId: () => randomUUID(),
  now: () => performance.now(),
  timers: {
    start(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  },
  createRenderClient: (budget) =>
    createRenderClient({
      ...budget,
      entry: renderProcess,
      execPath: process.execPath,
      // Nobody waits for what is done in the background.
      keepsSpare: budget.isBackground !== true,
      logger,
    }),
  createDataClient: () =>
    createDataClient({
      ...dataBudget,
      entry: dataProcess,
      execPath: process.execPath,
      startsAhead: true,
      logger,
    }),
  caches: cacheFoldersOf(process.env, homedir()),
  homeFolder: homedir(),
  createTokenCounter: () =>
    createTokenCounter({ entry: scoringProcess, execPath: process.execPath }),
  modelsFolder: join(defaultCacheFolder(process.env), 'models'),
  cuda: { folder: cudaFolder, scoringEntry: scoringProcess },
  embeddedModelFolder: embeddedModelFolder(packageRoot),
  createScoringClient: () =>
    createScoringClient({
      entry: scoringProcess,
      execPath: process.execPath,
      embeddedModelFolder: embeddedModelFolder(packageRoot),
      cudaFolder,
      logger,
    }),
});
