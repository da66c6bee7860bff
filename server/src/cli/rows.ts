import type { ExampleRow } from '../dataset/example.ts';
import { splitOrder } from '../sources/split-names.ts';
import { type CliContext, defineCommand } from './command.ts';
import { Complaints } from './complaints.ts';
import {
  describeMiss,
  listingFormats,
  noteAge,
  orOnHub,
  readDatasetArguments,
} from './dataset-arguments.ts';
import { toJsonLine } from './example-json.ts';
import { findDatasetRows } from './find-dataset-rows.ts';
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
    format: { value: listingFormats.join('|'), description: 'table is the default' },
  },
  notes: [
    'DATASET is a JSONL file, a template file with some beside it, or their folder; the rows of a',
    'SUBSET are in a folder of that name there, or in a file `<dataset, / as __>__<subset>.jsonl`.',
    'Where there is no such path, DATASET is the name of a dataset on the Hugging Face Hub.',
  ].join('\n'),

  async run(args, context) {
    const { path, subset } = readDatasetArguments(args.positionals);
    const format = args.choice('format', listingFormats, 'table');
    const range = { offset: args.count('offset', 0, 0), limit: args.count('limit', 1, 10) };
    const split = args.text('split');
    const complaints = new Complaints(context, 'rows');
    const request = { path, subset, split };
    const onDisk = await findDatasetRows(context.fileSystem, request, range);
    const ofSplit = split === undefined ? {} : { split };
    const lookup = await orOnHub(context, request, onDisk, (hub, location) =>
      hub.loadRows(location, { ...range, ...ofSplit }),
    );
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
