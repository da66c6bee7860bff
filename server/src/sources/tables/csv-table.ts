import { parse } from 'csv-parse/sync';
import { conformRow } from '../../dataset/conform-value.ts';
import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import type { Feature, Features } from '../../dataset/features.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { type CsvColumn, csvValue, inferCsvColumn } from './csv-value.ts';
import { decodeText } from './decode-text.ts';
import { mergeFeatures } from './json-table.ts';
import { RecordIndex } from './record-index.ts';
import type { TextRecord } from './records.ts';
import { type Table, TableProblem, type TableRow } from './table.ts';
import type { TextSource } from './text-source.ts';

export interface CsvOptions {
  readonly separator: ',' | '\t';
  /** Features that were written down somewhere; they go before what the values tell. */
  readonly declared: Features | null;
}

/** pandas looks at so many rows at once, and the first ones tell the types. */
const inferenceRows = 10_000;
const inferenceBytes = 8 * 1024 * 1024;

/** Opens a CSV file as `pandas.read_csv` reads it for the `datasets` library. */
export async function openCsvTable(
  source: TextSource,
  { separator, declared }: CsvOptions,
  close: () => Promise<void>,
): Promise<Table> {
  const index = new RecordIndex(source, (place) => new CsvSplitter(place, separator));
  const [first, ...sample] = await firstRecords(index);
  if (first === undefined)
    throw new TableProblem('The file is empty: a line with the names of the columns is expected.');
  const names = columnNames(fieldsOf(first, separator));
  const fields = sample.flatMap((record) => {
    const read = readFields(record, separator);
    return 'fields' in read ? [read.fields] : [];
  });
  const columns = names.map((name, at): readonly [string, CsvColumn] => {
    const isText = textFeature(declared?.get(name));
    const texts = fields.map((each) => each[at] ?? '');
    return [name, isText ? { type: 'large_string', keepsMissing: true } : inferCsvColumn(texts)];
  });
  const inferred = new Map(
    columns.map(([name, { type }]): [string, Feature] => [name, { kind: 'value', dtype: type }]),
  );
  const features = mergeFeatures(inferred, declared);
  return {
    features,
    basis: 'inferred',
    isSmall: source.isSmall,
    rowCount: () => (index.count === null ? null : index.count - 1),
    count: async () => (await index.countAll()) - 1,
    async read(offset, limit) {
      const rows: TableRow[] = [];
      for await (const records of index.read(offset + 1)) {
        for (const record of records.slice(0, limit - rows.length)) rows.push(toRow(record));
        if (rows.length >= limit) break;
      }
      return rows;
    },
    async close() {
      index.close();
      await close();
    },
  };

  function toRow(record: TextRecord): TableRow {
    const { line } = record;
    const read = readFields(record, separator);
    if ('message' in read) return { kind: 'problem', message: read.message, line };
    if (read.fields.length > columns.length) {
      const message = `The row has ${read.fields.length} fields; ${columns.length} are expected.`;
      return { kind: 'problem', message, line };
    }
    const row = new Map<string, ExampleValue>();
    for (const [at, [name, column]] of columns.entries()) {
      row.set(name, csvValue(read.fields[at] ?? '', column));
    }
    return { kind: 'row', row: conformRow(row, features) satisfies ExampleRow, line };
  }
}

async function firstRecords(index: RecordIndex): Promise<readonly TextRecord[]> {
  const sample: TextRecord[] = [];
  let bytes = 0;
  for await (const records of index.read(0)) {
    for (const record of records) {
      sample.push(record);
      bytes += record.bytes?.length ?? 0;
      if (sample.length > inferenceRows || bytes > inferenceBytes) return sample;
    }
  }
  return sample;
}

/** Names as pandas makes them different from one another. */
function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>(header);
  const taken = new Set<string>();
  return header.map((given, at) => {
    const base = given === '' ? `Unnamed: ${at}` : given;
    let name = base;
    for (let copy = 1; taken.has(name) || (name !== base && seen.has(name)); copy += 1) {
      name = `${base}.${copy}`;
    }
    taken.add(name);
    return name;
  });
}

function fieldsOf(record: TextRecord, separator: string): readonly string[] {
  const read = readFields(record, separator);
  if ('message' in read)
    throw new TableProblem(`The names of the columns cannot be read: ${read.message}`);
  return read.fields;
}

function readFields(
  { bytes, line }: TextRecord,
  separator: string,
): { readonly fields: readonly string[] } | { readonly message: string } {
  if (bytes === null) return { message: 'The row is longer than 64 MB.' };
  const decoded = decodeText(bytes, line);
  if ('message' in decoded) return decoded;
  try {
    const options = { delimiter: separator, relax_quotes: true, relax_column_count: true } as const;
    const [fields = []]: string[][] = parse(decoded.text, { ...options, record_delimiter: '\0' });
    return { fields };
  } catch (error) {
    return { message: `The row is no CSV: ${error instanceof Error ? error.message : error}.` };
  }
}

/** Whether the column was declared to hold text, which digits are then, too. */
function textFeature(feature: Feature | undefined): boolean {
  return feature?.kind === 'value' && /^(large_)?string/.test(feature.dtype);
}
