/** The answers of the dataset viewer, read without trust. Shapes: huggingface/dataset-viewer, docs/source/openapi.json. */
import type { JsonValue } from '../../dataset/python-json.ts';
import { parseJson } from '../../dataset/python-json.ts';

/** The `dataset_info` that `/info` gives of one subset; the rest is as in `dataset_infos.json`. */
export interface DatasetInfo extends Readonly<Record<string, unknown>> {
  readonly features: Readonly<Record<string, unknown>>;
}

/** One of `/splits`. */
export interface HubSplit {
  readonly config: string;
  readonly split: string;
}

/** `/rows`, `/search`, `/filter` and `/first-rows`. */
export interface HubRowPage {
  /** By column, as in `dataset_infos.json`. */
  readonly features: Readonly<Record<string, unknown>>;
  readonly rows: readonly HubRow[];
  /** Number of rows that there are, or that match; null where the answer does not tell. */
  readonly total: number | null;
  /** The viewer has only the first part of the data. */
  readonly isPartial: boolean;
}

export interface HubRow {
  readonly index: number;
  readonly row: ReadonlyMap<string, JsonValue>;
  /** Columns whose value was cut. */
  readonly truncated: readonly string[];
}

/** One of `/parquet`. */
export interface HubParquetFile extends HubSplit {
  readonly url: string;
  readonly size: number;
}

/** One split of `/size`. */
export interface HubSplitSize extends HubSplit {
  readonly rows: number;
}

/** Reads a value, or gives `undefined` where it has another shape. */
export type ReadShape<Value> = (text: string) => Value | undefined;

export const readSplits: ReadShape<readonly HubSplit[]> = (text) =>
  listOf(parseObject(text)?.['splits'], readSplit);

export const readInfo: ReadShape<DatasetInfo> = (text) => {
  const info = asObject(parseObject(text)?.['dataset_info']);
  const features = asObject(info?.['features']);
  return features && { ...info, features };
};

export const readParquetFiles: ReadShape<readonly HubParquetFile[]> = (text) =>
  listOf(parseObject(text)?.['parquet_files'], (item) => {
    const split = readSplit(item);
    const { url, size } = item;
    const isFile = typeof url === 'string' && isCount(size);
    return split !== undefined && isFile ? { ...split, url, size } : undefined;
  });

export const readSizes: ReadShape<readonly HubSplitSize[]> = (text) =>
  listOf(asObject(parseObject(text)?.['size'])?.['splits'], (item) => {
    const split = readSplit(item);
    const rows = item['num_rows'];
    return split !== undefined && isCount(rows) ? { ...split, rows } : undefined;
  });

/** The rows keep Python's types apart, which `JSON.parse` does not. */
export const readRowPage: ReadShape<HubRowPage> = (text) => {
  const json = parseObject(text);
  const exact = parseJson(text);
  if (json === undefined || exact.kind !== 'value' || !isMap(exact.value)) return undefined;
  const features = readFeatureList(json['features']);
  const exactRows = exact.value.get('rows');
  if (features === undefined || !isList(exactRows)) return undefined;
  const rows = exactRows.map(readRow);
  if (!rows.every((row) => row !== undefined)) return undefined;
  const total = json['num_rows_total'];
  return {
    features,
    rows,
    total: isCount(total) ? total : null,
    isPartial: json['partial'] === true,
  };
};

function readRow(json: JsonValue): HubRow | undefined {
  if (!isMap(json)) return undefined;
  const [index, row, truncated] = [
    json.get('row_idx'),
    json.get('row'),
    json.get('truncated_cells'),
  ];
  if (typeof index !== 'bigint' || row === undefined || !isMap(row)) return undefined;
  const columns = isList(truncated) ? truncated.map(String) : [];
  return { index: Number(index), row, truncated: columns };
}

function readFeatureList(json: unknown): Record<string, unknown> | undefined {
  const features = listOf(json, (item) => {
    const { name, type } = item;
    return typeof name === 'string' ? ([name, type] as const) : undefined;
  });
  return features && Object.fromEntries(features);
}

function readSplit(item: JsonRecord): HubSplit | undefined {
  const { config, split } = item;
  return typeof config === 'string' && typeof split === 'string' ? { config, split } : undefined;
}

type JsonRecord = Readonly<Record<string, unknown>> & {
  readonly config?: unknown;
  readonly name?: unknown;
  readonly size?: unknown;
  readonly split?: unknown;
  readonly type?: unknown;
  readonly url?: unknown;
};

function parseObject(text: string): JsonRecord | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(json: unknown): JsonRecord | undefined {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isObject ? { ...json } : undefined;
}

/** All of them, or `undefined` where one has another shape. */
function listOf<Item>(
  json: unknown,
  read: (item: JsonRecord) => Item | undefined,
): Item[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const items: Item[] = [];
  for (const each of json) {
    const object = asObject(each);
    const item = object && read(object);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function isCount(json: unknown): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= 0;
}

function isMap(json: JsonValue): json is ReadonlyMap<string, JsonValue> {
  return json instanceof Map;
}

function isList(json: JsonValue | undefined): json is readonly JsonValue[] {
  return Array.isArray(json);
}
