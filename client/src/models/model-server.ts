import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type CudaResult,
  checkScoringMethod,
  type DownloadModelParams,
  type DownloadProgress,
  type DownloadResult,
  downloadModelMethod,
  downloadProgressMethod,
  listModelsMethod,
  type ModelList,
  type PlannedDownload,
  planDownloadMethod,
  type ScoringCheck,
  setUpCudaMethod,
} from '../../../server/src/protocol/scoring.ts';

/** What the language server knows of models. */
export interface ModelServer extends vscode.Disposable {
  list(): Promise<ModelList>;
  check(): Promise<ScoringCheck>;
  plan(id: string): Promise<PlannedDownload>;
  download(params: DownloadModelParams, token: vscode.CancellationToken): Promise<DownloadResult>;
  setUpCuda(path: string): Promise<CudaResult>;
  readonly onDownloadProgress: vscode.Event<DownloadProgress>;
}

export function createModelServer(client: LanguageClient): ModelServer {
  const progress = new vscode.EventEmitter<DownloadProgress>();
  client.onNotification(downloadProgressMethod, (value: DownloadProgress) => progress.fire(value));
  return {
    list: () => client.sendRequest(listModelsMethod),
    check: () => client.sendRequest(checkScoringMethod),
    plan: (id) => client.sendRequest(planDownloadMethod, { id }),
    download: (params, token) => client.sendRequest(downloadModelMethod, params, token),
    setUpCuda: (path) => client.sendRequest(setUpCudaMethod, { path }),
    onDownloadProgress: progress.event,
    dispose: () => progress.dispose(),
  };
}
