import type { ExampleRow } from '../dataset/example.ts';
import { parseFilter } from '../dataset/parse-filter.ts';
import type { RowFilter } from '../dataset/row-filter.ts';
import type { RowsLookup, RowsRequest } from '../sources/source.ts';
import { splitOrder } from '../sources/split-names.ts';
import { drawSample, labelColumnOf } from '../sources/store/sample.ts';
import { UsageError } from './arguments.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import {
  describeMiss,
  findNamedDataset,
  listingFormats,
  type NamedDataset,
  noteAge,
  readDatasetArguments,
} from './dataset-arguments.ts';
import { toJsonLine } from './example-json.ts';
import { keepReadable } from './read-rows.ts';
import { formatTable } from './table.ts';

export const rowsCommand = defineCommand({
  name: 'rows',
  usage: 'DATASET [SUBSET]',
  summary: 'show rows of a dataset',
  options: {
    split: {
      value: 'SPLIT',
      description: `${splitOrder.join(', ')}; the first that is there is the default`,
    },
    offset: { value: 'N', description: 'leave out the first N rows' },
    limit: { value: 'N', description: 'so many rows; 10 is the default' },
    filter: {
      value: 'CONDITION',
      description: 'only rows such as `label = positive and text ~ "a word"`; ~ is: contains',
    },
    sample: {
      value: 'N',
      description: 'so many rows by chance instead, with the classes in their shares',
    },
    seed: { value: 'N', description: 'decides which rows a sample has; 0 is the default' },
    format: { value: listingFormats.join('|'), description: 'table is the default' },
  },
  notes: [
    'DATASET is a data file (Parquet, Arrow, JSONL, JSON, CSV, TSV; also .gz and .zst), a template file',
    'with some beside it, or a folder; the rows of a SUBSET are in a folder of that name there, or in a',
    'file `<dataset, / as __>__<subset>.jsonl`. Where there is no such path, it is the name of a dataset in',
    'the caches of the Hugging Face libraries or on the Hub. Conditions compare a column (=, !=, <, <=,',
    '>, >=, ~) and are joined by `and`; any other text is searched for in all columns.',
  ].join('\n'),

  async run(args, context) {
    const { path, subset } = readDatasetArguments(args.positionals);
    const format = args.choice('format', listingFormats, 'table');
    const range = { offset: args.count('offset', 0, 0), limit: args.count('limit', 1, 10) };
    const split = args.text('split');
    const complaints = new Complaints(context, 'rows');
    const named = await findNamedDataset(context, { path, subset });
    const filter = await readFilter(args.text('filter'), named);
    const request = { ...range, ...(split !== undefined && { split }), ...(filter && { filter }) };
    const size = args.count('sample', 1, 0);
    if (size > 0 && (filter !== undefined || range.offset > 0)) {
      throw new UsageError('`--sample` goes without `--filter` and `--offset`.');
    }
    const lookup =
      size === 0
        ? await named.source.loadRows(named.location, request)
        : await sampleRows(named, { size, seed: args.count('seed', 0, 0), split });
    if (lookup.kind !== 'found') {
      const where = [
        path,
        ...(subset === null ? [] : [`subset \`${subset}\``]),
        ...(split === undefined ? [] : [`split \`${split}\``]),
      ];
      const absence = `${where.join(', ')}: there are no rows here.`;
      return complaints.refuse(describeMiss(lookup, path) ?? absence);
    }
    await noteAge(lookup.origin, complaints);
    const rows = await keepReadable(lookup, complaints, ({ raw, row }) => ({ ...raw, row }));
    await context.stdout.write(put(rows, format, context));
    return complaints.hasUnusableInput ? 2 : 0;
  },
});

/** Rows by chance; those of a column of classes in their shares. */
async function sampleRows(
  { source, location }: NamedDataset,
  {
    split,
    ...wanted
  }: { readonly size: number; readonly seed: number; readonly split?: string | undefined },
): Promise<RowsLookup> {
  const schema = await source.loadSchema(location);
  const label = schema.kind === 'found' ? labelColumnOf(schema.schema.features) : undefined;
  const load = (request: RowsRequest) => source.loadRows(location, request);
  return drawSample(load, {
    ...wanted,
    ...(split !== undefined && { split }),
    ...(label !== undefined && { stratifyBy: label }),
  });
}

/** Columns are checked where the schema is known. */
async function readFilter(
  text: string | undefined,
  { source, location }: NamedDataset,
): Promise<RowFilter | undefined> {
  if (text === undefined) return undefined;
  const schema = await source.loadSchema(location);
  const parsed = parseFilter(text, schema.kind === 'found' ? schema.schema.features : undefined);
  if (parsed.kind === 'malformed') throw new UsageError(`\`--filter ${text}\`: ${parsed.message}`);
  return parsed.filter;
}

function put(
  rows: readonly { readonly index: number; readonly row: ExampleRow }[],
  format: (typeof listingFormats)[number],
  context: CliContext,
): string {
  if (format === 'jsonl') return rows.map(({ row }) => `${toJsonLine(row)}\n`).join('');
  if (format === 'json')
    return `[${rows.map(({ row }) => `\n  ${toJsonLine(row)}`).join(',')}\n]\n`;
  const names = [...new Set(rows.flatMap(({ row }) => [...row.keys()]))];
  const cells = rows.map(({ index, row }) => [
    String(index),
    ...names.map((name) => {
      const value = row.get(name);
      if (value === undefined) return '';
      return typeof value === 'string' ? value : toJsonLine(value);
    }),
  ]);
  return formatTable(['row', ...names], cells, context.stdout.columns, context.style);
}
