import { below, type HubEndpoints } from './endpoints.ts';
import type { HubClient } from './hub-client.ts';
import type { HubOutcome } from './hub-outcome.ts';
import {
  type DatasetInfo,
  type HubParquetFile,
  type HubRowPage,
  type HubSplit,
  type HubSplitSize,
  type ReadShape,
  readInfo,
  readParquetFiles,
  readRowPage,
  readSizes,
  readSplits,
} from './viewer-shapes.ts';

/** One split of a dataset of the Hub. */
export interface SplitAddress extends HubSplit {
  readonly dataset: string;
}

export interface PageRange {
  readonly offset: number;
  /** At most `longestPage`. */
  readonly length: number;
}

/** The viewer gives no more rows at once. */
export const longestPage = 100;

/** The dataset viewer of the Hub: https://huggingface.co/docs/dataset-viewer. */
export interface ViewerApi {
  splits(dataset: string, signal?: AbortSignal): Promise<HubOutcome<readonly HubSplit[]>>;
  /** The `dataset_info` of a subset, as in `dataset_infos.json`. */
  info(dataset: string, config: string, signal?: AbortSignal): Promise<HubOutcome<DatasetInfo>>;
  /** The first rows, with long cells cut; for datasets whose rows the viewer has not converted. */
  firstRows(split: SplitAddress, signal?: AbortSignal): Promise<HubOutcome<HubRowPage>>;
  rows(
    split: SplitAddress,
    range: PageRange,
    signal?: AbortSignal,
  ): Promise<HubOutcome<HubRowPage>>;
  /** Rows that have the words in some text column. */
  search(
    split: SplitAddress,
    query: string,
    range: PageRange,
    signal?: AbortSignal,
  ): Promise<HubOutcome<HubRowPage>>;
  /** Rows for which a condition in the viewer's SQL holds. */
  filter(
    split: SplitAddress,
    where: string,
    range: PageRange,
    signal?: AbortSignal,
  ): Promise<HubOutcome<HubRowPage>>;
  sizes(dataset: string, signal?: AbortSignal): Promise<HubOutcome<readonly HubSplitSize[]>>;
  parquetFiles(
    dataset: string,
    signal?: AbortSignal,
  ): Promise<HubOutcome<readonly HubParquetFile[]>>;
}

/** A page of 100 rows with long texts has a few megabytes. */
const largestAnswer = 32 * 1024 * 1024;

export function createViewerApi(client: HubClient, { viewer }: HubEndpoints): ViewerApi {
  function ask<Value>(
    path: string,
    query: ViewerQuery,
    read: ReadShape<Value>,
    signal?: AbortSignal,
  ): Promise<HubOutcome<Value>> {
    const question = {
      url: below(viewer, path, query),
      dataset: query.dataset,
      subject: subjectOf(query),
      headers: { accept: 'application/json' },
      maxBytes: largestAnswer,
      read: (body: Uint8Array) => read(new TextDecoder().decode(body)),
    };
    return client.ask(question, signal);
  }
  return {
    splits: (dataset, signal) => ask('/splits', { dataset }, readSplits, signal),
    info: (dataset, config, signal) => ask('/info', { dataset, config }, readInfo, signal),
    firstRows: (split, signal) => ask('/first-rows', { ...split }, readRowPage, signal),
    rows: (split, range, signal) => ask('/rows', { ...split, ...range }, readRowPage, signal),
    search: (split, query, range, signal) =>
      ask('/search', { ...split, query, ...range }, readRowPage, signal),
    filter: (split, where, range, signal) =>
      ask('/filter', { ...split, where, ...range }, readRowPage, signal),
    sizes: (dataset, signal) => ask('/size', { dataset }, readSizes, signal),
    parquetFiles: (dataset, signal) => ask('/parquet', { dataset }, readParquetFiles, signal),
  };
}

type ViewerQuery = { readonly dataset: string } & Readonly<Record<string, string | number>>;

function subjectOf(query: ViewerQuery): string {
  const { dataset, config, split } = query;
  const parts = [config, split].filter((part) => part !== undefined);
  return parts.length === 0 ? `\`${dataset}\`` : `\`${dataset}\` (${parts.join(', ')})`;
}
