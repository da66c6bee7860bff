import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { Lookup } from '../dataset/lookup.ts';
import { toSchemaJson } from '../dataset/schema-json.ts';
import {
  type ChooseSplitParams,
  chooseSplitMethod,
  type DatasetParams,
  type DatasetSchemaText,
  type DatasetStatus,
  datasetSchemaMethod,
  datasetStatusMethod,
  datasetsChangedMethod,
  type FindDatasetsParams,
  findDatasetsMethod,
  type HubTokensParams,
  hubEndpointMethod,
  hubTokensMethod,
  type PlaceStatus,
  refreshDatasetMethod,
} from '../protocol/datasets.ts';
import { datasetFileName } from '../sources/dataset-file-name.ts';
import type { RowsLookup, SplitsLookup, TemplateLocation } from '../sources/source.ts';
import { type Datasets, locationOf } from './datasets.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore } from './document-store.ts';
import { guard } from './guard.ts';
import type { HubConnection } from './hub-connection.ts';
import type { Logger } from './logger.ts';
import { signalOf } from './signal.ts';

export interface DatasetRequestParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly datasets: Datasets;
  readonly hub: HubConnection;
  readonly logger: Logger;
  /** Makes everything that was read about datasets be read again. */
  readonly forgetDatasets: () => void;
}

/** Answers what the client asks about the dataset of a document. */
export function registerDatasetRequests(parts: DatasetRequestParts): void {
  const { connection, datasets, hub, logger, forgetDatasets } = parts;
  const handle = documentHandler(parts);
  const withLocation = <Params extends DatasetParams>(
    method: string,
    answer: (
      location: TemplateLocation,
      params: Params,
      token: CancellationToken,
    ) => Promise<Answer>,
  ) =>
    connection.onRequest<Answer, never>(
      method,
      handle<Params, Answer>(method, null, async ({ snapshot }, params, token) => {
        const location = locationOf(snapshot.uri, snapshot.file);
        return location === undefined ? null : answer(location, params, token);
      }),
    );

  withLocation(datasetStatusMethod, (location, _params, token) =>
    describeDataset(datasets, location, signalOf(token)),
  );
  withLocation(refreshDatasetMethod, (location, _params, token) => {
    hub.current().refresh();
    forgetDatasets();
    return describeDataset(datasets, location, signalOf(token));
  });
  withLocation(chooseSplitMethod, (location, { split }: ChooseSplitParams, token) => {
    datasets.chooseSplit(location, split);
    forgetDatasets();
    return describeDataset(datasets, location, signalOf(token));
  });
  withLocation(datasetSchemaMethod, (location, _params, token) =>
    writeSchema(datasets, location, signalOf(token)),
  );
  connection.onRequest<readonly string[], never>(
    findDatasetsMethod,
    guard(
      logger,
      findDatasetsMethod,
      (): readonly string[] => [],
      ({ letters }: FindDatasetsParams, token) => datasets.listDatasets(letters, signalOf(token)),
    ),
  );
  connection.onRequest(hubEndpointMethod, () => hub.current().endpoints.hub.href);
  connection.onNotification(hubTokensMethod, (params: HubTokensParams) => {
    hub.setTokens(params);
    forgetDatasets();
  });
}

type Answer = DatasetStatus | DatasetSchemaText | null;

/** Tells the client that it may ask again. */
export function announceDatasets(connection: Connection, logger: Logger): void {
  connection
    .sendNotification(datasetsChangedMethod)
    .catch((error) => logger.error('The client could not be told of new datasets', error));
}

async function describeDataset(
  datasets: Datasets,
  location: TemplateLocation,
  signal: AbortSignal,
): Promise<DatasetStatus> {
  const { dataset, subset } = location;
  const [schema, splits, rows] = await Promise.all([
    datasets.loadSchema(location, signal),
    datasets.loadSplits(location, signal),
    datasets.loadRows(location, { offset: 0, limit: 1 }, signal),
  ]);
  return {
    dataset,
    subset,
    schema: toPlace(schema),
    rows: toPlace(rows),
    split: rows.kind === 'found' ? rows.split : null,
    rowCount: rowCountOf(rows, splits),
    splits: splits.kind === 'found' ? splits.splits : [],
  };
}

function rowCountOf(rows: RowsLookup, splits: SplitsLookup): number | null {
  if (rows.kind !== 'found') return null;
  const known = splits.kind === 'found' ? splits.splits : [];
  return rows.rowCount ?? known.find(({ name }) => name === rows.split)?.rowCount ?? null;
}

function toPlace(lookup: Lookup<unknown>): PlaceStatus {
  if (lookup.kind === 'absent') return lookup;
  if (lookup.kind !== 'found') return { kind: lookup.kind, message: lookup.message };
  const { source, label, fetchedAt, unreachable } = lookup.origin;
  return {
    kind: 'found',
    source,
    label,
    ...(fetchedAt !== undefined && { fetchedAt }),
    ...(unreachable !== undefined && { unreachable }),
  };
}

async function writeSchema(
  datasets: Datasets,
  location: TemplateLocation,
  signal: AbortSignal,
): Promise<DatasetSchemaText | null> {
  const schema = await datasets.loadSchema(location, signal);
  if (schema.kind !== 'found') return null;
  const name = `${datasetFileName(location.dataset, location.subset)}.json`;
  return { name, text: `${JSON.stringify(toSchemaJson(schema.schema), null, 2)}\n` };
}
