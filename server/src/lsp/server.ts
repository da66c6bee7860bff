import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { RenderClient } from '../render/process/render-client.ts';
import { severitiesOfFile } from '../rules/severities-of-file.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import type { TokenCounter } from '../scoring/token-counter.ts';
import type { CacheFolders } from '../sources/cache-folders.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { firstThatKnows } from '../sources/first-that-knows.ts';
import type { HubWorld } from '../sources/hub/open-hub.ts';
import { createPatientSource } from '../sources/patient-source.ts';
import type { DataClient } from '../sources/process/data-client.ts';
import type { DatasetSource } from '../sources/source.ts';
import { registerActions } from './actions.ts';
import { askBeforeCopy } from './asking-scorer.ts';
import type { RenderBudget } from './budgeted-client.ts';
import { type ClientFeatures, readClientFeatures } from './client-features.ts';
import { registerCompletion } from './completing.ts';
import { createConfiguration } from './configuration.ts';
import { announceDatasets, registerDatasetRequests } from './dataset-requests.ts';
import { createDiskSource } from './dataset-source.ts';
import { createDatasets } from './datasets.ts';
import { describeServer } from './describe-server.ts';
import { startDiagnostics, type Timers } from './diagnostics.ts';
import { createDocumentStore } from './document-store.ts';
import { registerHandlers } from './handlers.ts';
import { createHubConnection } from './hub-connection.ts';
import type { Logger } from './logger.ts';
import { createLull } from './lull.ts';
import { registerModelRequests } from './model-requests.ts';
import { registerNavigation } from './navigation.ts';
import { createRendering } from './rendering.ts';
import { type RowChecks, type RowChecksParts, startRowChecks } from './row-checks.ts';
import { createRowFactsStore } from './row-facts-store.ts';
import { createScoreBook } from './score-book.ts';
import { registerScoreRequests } from './score-requests.ts';
import { refreshInlayHints, registerStructure } from './structure.ts';
import { registerTemplateEdits } from './template-edits.ts';
import { createUnknownRuleWarnings } from './unknown-rules.ts';
import { createWorkspaceIds } from './workspace-ids.ts';
import { pathInWorkspace } from './workspace-paths.ts';
import { createWorkspaceTemplates } from './workspace-templates.ts';

/** All that the server takes from the world around it. */
export interface Runtime {
  readonly fileSystem: FileSystem;
  readonly hubWorld: Omit<HubWorld, 'tables'>;
  /** Opens the tokens that the client sends; `undefined` where it sends none. */
  readonly tokenKey: string | undefined;
  readonly logger: Logger;
  readonly timers: Timers;
  /** A random UUID. */
  newId(): string;
  /** In milliseconds, from any start. */
  now(): number;
  /** One in the background gives way to other processes. */
  createRenderClient(options: RenderBudget & { readonly isBackground?: boolean }): RenderClient;
  createScoringClient(): ScoringClient;
  /** Where models are downloaded to. */
  readonly modelsFolder: string;
  readonly embeddedModelFolder: string;
  /** Where ONNX Runtime with CUDA is put, and the process that uses it. */
  readonly cuda: { readonly folder: string; readonly scoringEntry: string };
  createDataClient(): DataClient;
  /** Where the Hugging Face libraries keep what they fetched. */
  readonly caches: CacheFolders;
  readonly homeFolder: string;
  createTokenCounter(): TokenCounter;
}

/** Serves one client; the parts are put together once it has said what it can do. */
export function startServer(connection: Connection, runtime: Runtime): void {
  connection.onInitialize((params) => {
    const client = readClientFeatures(params);
    compose(connection, runtime, client);
    return describeServer(client);
  });
  connection.listen();
}

function compose(connection: Connection, runtime: Runtime, client: ClientFeatures): void {
  const { logger, timers, fileSystem } = runtime;
  const documents = new TextDocuments(TextDocument);
  const configuration = createConfiguration({
    ...{ connection, logger, canAsk: client.answersConfiguration },
    onSettings: createUnknownRuleWarnings(connection, logger, client),
  });
  const settings = configuration.current;
  const { hubWorld, tokenKey } = runtime;
  const tables = runtime.createDataClient();
  const world = { ...hubWorld, tables };
  const hub = createHubConnection({ world, settings, client, tokenKey });
  const patience = {
    clock: hubWorld.clock,
    patienceMs: hubPatienceMs,
    onArrival: () => forgetDatasets(),
  };
  const places = { fileSystem, tables, caches: runtime.caches, homeFolder: runtime.homeFolder };
  const quickHub = createPatientSource(() => hub.current().source, patience);
  const withHub = (source: DatasetSource) =>
    firstThatKnows([createDiskSource({ ...places, hub: source }, settings(), client), source]);
  const datasets = createDatasets({
    source: () => withHub(hub.current().source),
    quickSource: () => withHub(quickHub),
    splits: client.splits,
    onChange: () => forgetDatasets(),
    now: runtime.now,
  });
  const rowFacts = createRowFactsStore();
  const lull = createLull(timers, lullMs);
  documents.onDidChangeContent(lull.disturb);
  const workspaceIds = createWorkspaceIds({ documents, fileSystem, client, lull, logger });
  const store = createDocumentStore({
    ...{ documents, datasets, configuration },
    severitiesOf(uri) {
      const { 'p3.rules.severities': chosen, 'p3.rules.ignore': ignored } = settings();
      return severitiesOfFile(pathInWorkspace(uri, client), chosen, ignored);
    },
    learnt: {
      about: (uri, file) => ({
        rowFacts: rowFacts.of(uri),
        idsElsewhere: workspaceIds.elsewhere(uri, file),
      }),
    },
    onRead: lull.disturb,
  });
  const rendering = createRendering({
    datasets,
    settings,
    isTrusted: client.isTrusted,
    createClient: runtime.createRenderClient,
  });
  const scoring = askBeforeCopy(runtime.createScoringClient(), connection.window);
  const diagnostics = startDiagnostics(
    { connection, documents, store, rowFacts, logger, timers, now: runtime.now },
    client,
  );
  const rowChecks = startRowChecksOf(client, {
    ...{ documents, store, facts: rowFacts, datasets, settings, timers, lull, now: runtime.now },
    logger,
    createClient: (budget) => runtime.createRenderClient({ ...budget, isBackground: true }),
    tokenCounter: runtime.createTokenCounter(),
    onFacts: (uri) => diagnostics.refresh(uri),
  });
  workspaceIds.onChange(() => diagnostics.refresh());
  const { newId } = runtime;
  registerHandlers({ connection, store, rendering, settings, logger, client });
  const book = createScoreBook();
  registerActions({ connection, store, book, settings, newId, logger, client });
  registerScoreRequests({
    ...{ connection, store, rendering, scoring, book, settings, logger, client },
    now: runtime.now,
  });
  registerModelRequests({
    ...{ connection, scoring, hub, settings, logger, world: hubWorld },
    modelsFolder: runtime.modelsFolder,
    cuda: runtime.cuda,
    embeddedModelFolder: runtime.embeddedModelFolder,
  });
  const workspace = createWorkspaceTemplates(fileSystem, client);
  registerCompletion({ connection, store, datasets, workspace, newId, logger, client });
  registerNavigation({ connection, store, workspace, fileSystem, logger });
  registerStructure({ connection, store, settings, logger });
  registerTemplateEdits({ connection, store, workspace, fileSystem, newId, logger });

  const forgetDatasets = () => {
    datasets.clear();
    store.forgetAll();
    rowChecks.restart();
    diagnostics.refresh();
    refreshInlayHints({ connection, client, logger });
    announceDatasets(connection, logger);
  };
  registerDatasetRequests({ connection, store, datasets, hub, logger, forgetDatasets });
  if (!client.watchesFiles) {
    // Nobody tells of changes on disk, so a file that is opened is read with what is there now.
    documents.onDidOpen(() => datasets.clear());
  }
  documents.onDidClose(({ document }) => store.forget(document.uri));
  documents.listen(connection);
  connection.onInitialized(async () => {
    await configuration.refresh();
    await subscribe(connection, client, logger);
    forgetDatasets();
  });
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    await configuration.refresh(pushed);
    book.outdateAll();
    forgetDatasets();
    if (client.refreshesCodeLenses) {
      await connection.sendRequest(CodeLensRefreshRequest.type);
    }
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      workspace.forget(uri);
      workspaceIds.refresh(uri);
    }
    if (changes.some(({ uri }) => !uri.endsWith('templates.yaml'))) forgetDatasets();
  });
  connection.onShutdown(() => {
    rowChecks.dispose();
    rendering.dispose();
    scoring.dispose();
    tables.dispose();
  });
}

/** Features wait so long for the Hub; what comes later is shown when it comes. */
const hubPatienceMs = 1000;

/** As long as a pause in typing. */
const lullMs = 300;

/** Without trust no template is run. */
function startRowChecksOf(client: ClientFeatures, parts: RowChecksParts): RowChecks {
  return client.isTrusted ? startRowChecks(parts) : { restart() {}, dispose() {} };
}

/** Asks the client to tell of changes; one that cannot just never does. */
async function subscribe(
  connection: Connection,
  client: ClientFeatures,
  logger: Logger,
): Promise<void> {
  try {
    if (client.watchesFiles) {
      const watchers = [
        { globPattern: '**/*.{json,jsonl,ndjson,parquet,arrow,csv,tsv,gz,zst}' },
        { globPattern: '**/README.md' },
        { globPattern: '**/templates.yaml' },
      ];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.registersConfiguration) {
      const section = 'p3';
      await connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
  } catch (error) {
    logger.error('The client did not register for changes', error);
  }
}
