import * as vscode from 'vscode';
import { CancellationToken, type LanguageClient } from 'vscode-languageclient/node';
import {
  chooseSplitMethod,
  type DatasetSchemaText,
  type DatasetStatus,
  datasetSchemaMethod,
  datasetStatusMethod,
  datasetsChangedMethod,
  findDatasetsMethod,
  hubEndpointMethod,
  hubTokensMethod,
  refreshDatasetMethod,
} from '../../../server/src/protocol/datasets.ts';

/** What the language server knows of datasets. */
export interface DatasetServer {
  /** Null where the document is not open, or names no dataset. */
  status(uri: string, token?: CancellationToken): Promise<DatasetStatus | null>;
  refresh(uri: string): Promise<DatasetStatus | null>;
  /** Null for the split that is shown by itself. */
  chooseSplit(uri: string, split: string | null): Promise<DatasetStatus | null>;
  schema(uri: string): Promise<DatasetSchemaText | null>;
  /** Names of datasets that begin so. */
  find(letters: string, token: CancellationToken): Promise<readonly string[]>;
  hubEndpoint(): Promise<string>;
  sendTokens(sealed: string): Promise<void>;
  /** What is known may have changed. */
  readonly onDidChange: vscode.Event<void>;
}

/** `sendRequest` takes an `undefined` in the token's place for a parameter of the request. */
const noToken = CancellationToken.None;

export function createDatasetServer(client: LanguageClient): DatasetServer & vscode.Disposable {
  const change = new vscode.EventEmitter<void>();
  client.onNotification(datasetsChangedMethod, () => change.fire());
  return {
    status: (uri, token = noToken) => client.sendRequest(datasetStatusMethod, { uri }, token),
    refresh: (uri) => client.sendRequest(refreshDatasetMethod, { uri }),
    chooseSplit: (uri, split) => client.sendRequest(chooseSplitMethod, { uri, split }),
    schema: (uri) => client.sendRequest(datasetSchemaMethod, { uri }),
    find: (letters, token) => client.sendRequest(findDatasetsMethod, { letters }, token),
    hubEndpoint: () => client.sendRequest(hubEndpointMethod),
    sendTokens: (sealed) => client.sendNotification(hubTokensMethod, { sealed }),
    onDidChange: change.event,
    dispose: () => change.dispose(),
  };
}
