/** A real server at the end of an in-memory stream pair, with real child processes. */
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { locateParts } from '../../server/src/lsp/locate-parts.ts';
import type { Logger } from '../../server/src/lsp/logger.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { createRenderClient } from '../../server/src/render/process/render-client.ts';
import { embeddedModelFolder } from '../../server/src/scoring/embedded-model.ts';
import { createScoringClient } from '../../server/src/scoring/scoring-client.ts';
import { createTokenCounter } from '../../server/src/scoring/token-counter.ts';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import type { Environment } from '../../server/src/sources/hub/hub-environment.ts';
import { createDataClient, dataBudget } from '../../server/src/sources/process/data-client.ts';
import { hubWorld, offline } from './hub-world.ts';
import { noCaches } from './local-data.ts';

export interface LspClient extends AsyncDisposable {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server wrote to its log; errors start with `error: `. */
  readonly log: readonly string[];
  /** Where the files are. */
  readonly folder: string;
  uriOf(path: string): string;
  write(path: string, text: string): Promise<void>;
  open(path: string, text: string): Promise<void>;
  change(path: string, version: number, text: string): Promise<void>;
  /** Asks for the diagnostics, as VS Code does. */
  pull(path: string): Promise<readonly Diagnostic[]>;
  /** Settles once the server has logged a line with the text. */
  logged(text: string): Promise<void>;
  /** Settles once the server waits for no timer. */
  settled(): Promise<void>;
  /** The server's next word that there are other diagnostics, or others of that kind, to ask for. */
  nextRefresh(kind?: Refreshed): Promise<void>;
  /** The next diagnostics that the server sends by itself. */
  nextPush(path: string): Promise<readonly Diagnostic[]>;
}

export interface LspOptions {
  /** Files on disk, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  /** The `p3` section that the client answers with. */
  readonly settings?: unknown;
  /** What this client says beside the protocol. */
  readonly initializationOptions?: unknown;
  /** Workspace folders beside the one of the files. */
  readonly otherFolders?: readonly string[];
  /** Variables about the Hub; without them it is switched off. */
  readonly environment?: Environment;
  /** Opens the tokens that the client sends. */
  readonly tokenKey?: string;
  /** In place of the scoring process's own entry. */
  readonly scoringEntry?: string;
}

const refreshedKinds = ['diagnostic', 'inlayHint'] as const;
type Refreshed = (typeof refreshedKinds)[number];

const modernClient: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
};

export async function startClient(options: LspOptions = {}): Promise<LspClient> {
  const { files = {}, capabilities = modernClient, settings = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'p3-lsp-'));
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const write = (path: string, text: string) => writeIn(folder, path, text);
  for (const [path, text] of Object.entries(files)) {
    await write(path, text);
  }
  const log: string[] = [];
  const events = new EventEmitter();
  const timers = createTimers(events);
  const connection = connect({ log, events, timers }, join(folder, '.cache'), options);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings),
  );
  connection.onRequest('client/registerCapability', () => null);
  for (const kind of refreshedKinds) {
    connection.onRequest(`workspace/${kind}/refresh`, () => {
      events.emit(`refresh ${kind}`);
      return null;
    });
  }
  const pushes = listenForPushes(connection);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [pathToFileURL(folder).href, ...(options.otherFolders ?? [])].map((uri) => ({
      uri,
      name: 'test',
    })),
    capabilities,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  return {
    connection,
    initialized,
    log,
    folder,
    uriOf,
    write,
    open: (path, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(path), languageId: 'p3-template', version: 1, text },
      }),
    change: (path, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(path), version },
        contentChanges: [{ text }],
      }),
    async pull(path) {
      const report: DocumentDiagnosticReport = await connection.sendRequest(
        'textDocument/diagnostic',
        { textDocument: { uri: uriOf(path) } },
      );
      return report.kind === 'full' ? report.items : [];
    },
    async nextRefresh(kind = 'diagnostic') {
      await once(events, `refresh ${kind}`);
    },
    async logged(text) {
      while (!log.some((line) => line.includes(text))) await once(events, 'log');
    },
    async settled() {
      while (timers.waiting > 0) await once(events, 'timer');
    },
    nextPush: (path) => pushes.next(uriOf(path)),
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown');
      connection.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Timers {
  readonly waiting: number;
  start(delayMs: number, callback: () => void): () => void;
}

function createTimers(events: EventEmitter): Timers {
  const waiting = new Set<NodeJS.Timeout>();
  return {
    get waiting() {
      return waiting.size;
    },
    start(delayMs, callback) {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(timer);
        events.emit('timer');
      };
      const timer = setTimeout(() => {
        callback();
        end();
      }, delayMs);
      waiting.add(timer);
      return end;
    },
  };
}

interface Watched {
  readonly log: string[];
  readonly events: EventEmitter;
  readonly timers: Timers;
}

function connect(
  { log, events, timers }: Watched,
  cacheFolder: string,
  { scoringEntry, environment = offline, tokenKey }: LspOptions,
): ProtocolConnection {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const write = (line: string) => {
    log.push(line);
    events.emit('log');
  };
  const logger: Logger = {
    info: (message) => write(`info: ${message}`),
    warn: (message) => write(`warn: ${message}`),
    error: (message, cause) => write(`error: ${message} ${cause ?? ''}`),
  };
  const server = createConnection(
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  const parts = locateParts(join(import.meta.dirname, '../../server/src/lsp/main.ts'));
  startServer(server, {
    fileSystem: nodeFileSystem,
    hubWorld: hubWorld(environment, cacheFolder),
    tokenKey,
    logger,
    newId: () => randomUUID(),
    now: () => performance.now(),
    timers,
    createRenderClient: (budget) =>
      createRenderClient({
        ...budget,
        entry: parts.renderProcess,
        execPath: process.execPath,
        keepsSpare: false,
        logger,
      }),
    createDataClient: () =>
      createDataClient({
        ...dataBudget,
        entry: parts.dataProcess,
        execPath: process.execPath,
        startsAhead: false,
        logger,
      }),
    caches: noCaches,
    homeFolder: '/nowhere',
    createTokenCounter: () =>
      createTokenCounter({
        entry: scoringEntry ?? parts.scoringProcess,
        execPath: process.execPath,
      }),
    modelsFolder: join(cacheFolder, 'models'),
    cuda: { folder: join(cacheFolder, 'cuda'), scoringEntry: parts.scoringProcess },
    embeddedModelFolder: embeddedModelFolder(parts.packageRoot),
    createScoringClient: () =>
      createScoringClient({
        entry: scoringEntry ?? parts.scoringProcess,
        execPath: process.execPath,
        embeddedModelFolder: embeddedModelFolder(parts.packageRoot),
        cacheFolder,
        logger,
      }),
  });
  return createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
}

/** Keeps what was pushed before anybody asked for it. */
function listenForPushes(connection: ProtocolConnection) {
  const arrived = new Map<string, (readonly Diagnostic[])[]>();
  const waiting = new Map<string, ((diagnostics: readonly Diagnostic[]) => void)[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: readonly Diagnostic[] }) => {
      const next = waiting.get(uri)?.shift();
      if (next) next(diagnostics);
      else arrived.set(uri, [...(arrived.get(uri) ?? []), diagnostics]);
    },
  );
  return {
    next(uri: string): Promise<readonly Diagnostic[]> {
      const early = arrived.get(uri)?.shift();
      if (early) return Promise.resolve(early);
      return new Promise((resolve) => {
        waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]);
      });
    },
  };
}

async function writeIn(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
