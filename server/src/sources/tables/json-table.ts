import { conformRow } from '../../dataset/conform-value.ts';
import { type ExampleRow, parseExample } from '../../dataset/example.ts';
import type { Feature, Features } from '../../dataset/features.ts';
import { parseJson } from '../../dataset/python-json.ts';
import { decodeText } from './decode-text.ts';
import { inferJsonFeatures } from './json-shape-tree.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import { RecordIndex } from './record-index.ts';
import type { RecordPlace, TextRecord } from './records.ts';
import type { Table, TableRow } from './table.ts';
import type { TextSource } from './text-source.ts';

export interface JsonOptions {
  /** One row on each line; else a list of rows, or rows that follow one another. */
  readonly isLines: boolean;
  /** Features that were written down somewhere; they go before what the values tell. */
  readonly declared: Features | null;
  /** Rows are given as they stand, and not brought to the types of their columns. */
  readonly isLiteral: boolean;
}

/** So much text tells the types of columns. */
const inferenceBytes = 2 * 1024 * 1024;

export async function openJsonTable(
  source: TextSource,
  { isLines, declared, isLiteral }: JsonOptions,
  close: () => Promise<void>,
): Promise<Table> {
  const isList = isLines ? false : await beginsWithBracket(source);
  const index = new RecordIndex(source, (place: RecordPlace) =>
    isLines ? new LineSplitter(place) : new JsonSplitter(place, isList),
  );
  const features = isLiteral ? new Map() : await inferFeatures(index, declared);
  return {
    features,
    basis: 'inferred',
    isSmall: source.isSmall,
    rowCount: () => index.count,
    count: () => index.countAll(),
    async read(offset, limit) {
      const rows: TableRow[] = [];
      for await (const records of index.read(offset)) {
        for (const record of records.slice(0, limit - rows.length)) {
          rows.push(isLiteral && isLines ? literalRow(record) : typedRow(record, features));
        }
        if (rows.length >= limit) break;
      }
      return rows;
    },
    async close() {
      index.close();
      await close();
    },
  };
}

async function beginsWithBracket(source: TextSource): Promise<boolean> {
  for await (const chunk of source.chunks(0)) {
    const start = new TextDecoder().decode(chunk.subarray(0, 4096)).trimStart();
    if (start !== '') return start.startsWith('[');
  }
  return false;
}

async function inferFeatures(index: RecordIndex, declared: Features | null): Promise<Features> {
  const sample: ExampleRow[] = [];
  let bytes = 0;
  for await (const records of index.read(0)) {
    for (const record of records) {
      bytes += record.bytes?.length ?? 0;
      const parsed = parseRecord(record);
      if (parsed.kind === 'row') sample.push(parsed.row);
      if (bytes > inferenceBytes) break;
    }
    if (bytes > inferenceBytes) break;
  }
  return mergeFeatures(inferJsonFeatures(sample), declared);
}

/** Of declared columns those that the data has, in the order of the declaration; other columns follow. */
export function mergeFeatures(found: Features, declared: Features | null): Features {
  const merged = new Map<string, Feature>();
  for (const [name, feature] of declared ?? []) if (found.has(name)) merged.set(name, feature);
  for (const [name, feature] of found) if (!merged.has(name)) merged.set(name, feature);
  return merged;
}

type ParsedRecord =
  | { readonly kind: 'row'; readonly row: ExampleRow }
  | { readonly kind: 'problem'; readonly message: string };

function parseRecord({ bytes, line }: TextRecord): ParsedRecord {
  if (bytes === null) return { kind: 'problem', message: 'The row is longer than 64 MB.' };
  const decoded = decodeText(bytes, line);
  if ('message' in decoded) return { kind: 'problem', ...decoded };
  const text = decoded.text.trim();
  if (!/^[{[]/.test(text)) {
    // The library takes a list of plain values for a column of this name.
    const plain = parseJson(text);
    if (plain.kind === 'value') return { kind: 'row', row: new Map([['text', plain.value]]) };
  }
  const parsed = parseExample(text);
  return parsed.kind === 'row' ? parsed : { kind: 'problem', message: parsed.message };
}

function literalRow({ bytes, line }: TextRecord): TableRow {
  if (bytes === null) return { kind: 'problem', message: 'The line is longer than 64 MB.', line };
  const decoded = decodeText(bytes, line);
  if ('message' in decoded) return { kind: 'problem', ...decoded, line };
  const { text } = decoded;
  return { kind: 'text', text: text.endsWith('\r') ? text.slice(0, -1) : text, line };
}

function typedRow(record: TextRecord, features: Features): TableRow {
  const parsed = parseRecord(record);
  const { line } = record;
  if (parsed.kind === 'problem') return { ...parsed, line };
  return { kind: 'row', row: conformRow(parsed.row, features), line };
}
