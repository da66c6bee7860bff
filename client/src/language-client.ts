import * as vscode from 'vscode';
import {
  CancellationToken,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { tokenKeyVariable } from '../../server/src/protocol/datasets.ts';
import {
  listTemplatesMethod,
  type OpenSettingParams,
  openSettingMethod,
  type RenderParams,
  type RenderResult,
  renderMethod,
  type ScoreParams,
  type ScoreProgress,
  type ScoreResult,
  scoreMethod,
  scoreProgressMethod,
  type TemplateSummary,
} from '../../server/src/protocol/requests.ts';
import {
  type FileScoreResult,
  type ScoreFileParams,
  scoreFileMethod,
  stopScoringMethod,
  type TemplateScored,
  templateScoredMethod,
} from '../../server/src/protocol/scoring.ts';
import { serverNodeArguments } from '../../server/src/protocol/server-process.ts';
import {
  type EditChoices,
  type EditPlan,
  editChoicesMethod,
  type PlanEditParams,
  planEditMethod,
} from '../../server/src/protocol/template-edits.ts';
import type { InitializationOptions } from '../../server/src/protocol/trust.ts';
import { createDatasetServer, type DatasetServer } from './datasets/dataset-server.ts';
import type { SplitMemory } from './datasets/split-memory.ts';
import { languageId } from './language-id.ts';
import { createModelServer, type ModelServer } from './models/model-server.ts';

/** The language server as the rest of the client sees it. */
export interface TemplateServer extends vscode.Disposable {
  /** Resolves when the server answers; rejects when it cannot be started. */
  start(): Promise<void>;
  restart(): Promise<void>;
  isRunning(): boolean;
  /** Fires when the server has started or stopped. */
  readonly onDidChangeState: vscode.Event<void>;
  /** Null when the document is not open. */
  editChoices(uri: string): Promise<EditChoices | null>;
  planEdit(params: PlanEditParams): Promise<EditPlan>;
  listTemplates(uri: string, token?: CancellationToken): Promise<readonly TemplateSummary[]>;
  /** Null when the document is not open or has no such template. */
  render(params: RenderParams, token: CancellationToken): Promise<RenderResult | null>;
  score(params: ScoreParams, token: CancellationToken): Promise<ScoreResult>;
  scoreFile(params: ScoreFileParams, token: CancellationToken): Promise<FileScoreResult>;
  stopScoring(): Promise<void>;
  readonly onScoreProgress: vscode.Event<ScoreProgress>;
  readonly datasets: DatasetServer;
  readonly onTemplateScored: vscode.Event<TemplateScored>;
  readonly models: ModelServer;
}

/** `sendRequest` takes an `undefined` in the token's place for a parameter of the request. */
const noToken = CancellationToken.None;

/** What the server is told when it starts. */
export interface ServerStart {
  readonly tokenKey: Buffer;
  readonly splits: SplitMemory;
}

/** The server in its own process, spoken to over IPC. */
export function createTemplateServer(
  context: vscode.ExtensionContext,
  { tokenKey, splits }: ServerStart,
): TemplateServer {
  const client = new LanguageClient(
    'p3',
    'P3 Workbench',
    serverOptions(context, tokenKey),
    clientOptions(context, splits),
  );
  const datasets = createDatasetServer(client);
  const models = createModelServer(client);
  const stateChange = new vscode.EventEmitter<void>();
  const progress = new vscode.EventEmitter<ScoreProgress>();
  const scored = new vscode.EventEmitter<TemplateScored>();
  client.onNotification(templateScoredMethod, (value: TemplateScored) => scored.fire(value));
  client.onNotification(openSettingMethod, ({ setting }: OpenSettingParams) => {
    void vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
  });
  client.onDidChangeState(() => stateChange.fire());
  client.onNotification(scoreProgressMethod, (value: ScoreProgress) => progress.fire(value));
  return {
    start: () => client.start(),
    restart: () => client.restart(),
    isRunning: () => client.state === State.Running,
    onDidChangeState: stateChange.event,
    editChoices: (uri) => client.sendRequest(editChoicesMethod, { uri }, noToken),
    planEdit: (params) => client.sendRequest(planEditMethod, params, noToken),
    listTemplates: (uri, token = noToken) =>
      client.sendRequest(listTemplatesMethod, { uri }, token),
    render: (params, token) => client.sendRequest(renderMethod, params, token),
    score: (params, token) => client.sendRequest(scoreMethod, params, token),
    scoreFile: (params, token) => client.sendRequest(scoreFileMethod, params, token),
    stopScoring: () => client.sendRequest(stopScoringMethod),
    onScoreProgress: progress.event,
    datasets,
    onTemplateScored: scored.event,
    models,
    dispose() {
      datasets.dispose();
      models.dispose();
      stateChange.dispose();
      progress.dispose();
      scored.dispose();
      // A server that never started cannot be stopped; that is no news any more.
      client.dispose().catch(() => undefined);
    },
  };
}

function serverOptions(context: vscode.ExtensionContext, tokenKey: Buffer): ServerOptions {
  const module = context.asAbsolutePath('dist/server/lsp.cjs');
  // Node takes the proxies of the environment only when it is told to.
  const env = {
    ...process.env,
    NODE_USE_ENV_PROXY: '1',
    [tokenKeyVariable]: tokenKey.toString('base64'),
  };
  const execArgv = [...serverNodeArguments];
  const debugged = [...execArgv, '--nolazy', '--inspect=6019'];
  return {
    run: { module, transport: TransportKind.ipc, options: { env, execArgv } },
    debug: { module, transport: TransportKind.ipc, options: { env, execArgv: debugged } },
  };
}

function clientOptions(
  { globalStorageUri }: vscode.ExtensionContext,
  splits: SplitMemory,
): LanguageClientOptions {
  return {
    documentSelector: [{ language: languageId }],
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      hasCommands: true,
      storageFolder: globalStorageUri.fsPath,
      splits: splits.all(),
    }),
    diagnosticCollectionName: 'p3',
    outputChannelName: 'P3 Workbench',
  };
}
