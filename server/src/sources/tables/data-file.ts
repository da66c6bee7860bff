import type { Compression, DataFile, DataFormat } from './table.ts';

const formats: Readonly<Record<string, DataFormat>> = {
  parquet: 'parquet',
  arrow: 'arrow',
  feather: 'arrow',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
};

const compressions: Readonly<Record<string, Compression>> = { gz: 'gzip', zst: 'zstd' };

/** How a file is read, by its name; `undefined` for one that holds no rows. */
export function dataFileOf(path: string, name: string): DataFile | undefined {
  const match = /\.(\w+)(?:\.(gz|zst))?$/i.exec(name);
  const format = formats[match?.[1]?.toLowerCase() ?? ''];
  if (format === undefined) return undefined;
  return { path, format, compression: compressions[match?.[2]?.toLowerCase() ?? ''] ?? 'none' };
}
