import { dirname, join } from 'node:path';
import { type ExampleRow, parseExample } from '../dataset/example.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { loadRowsFile, loadRowsOfFolder } from '../sources/local-rows.ts';
import type { RowRange, RowsLookup } from '../sources/source.ts';
import { splitOrder } from '../sources/split-names.ts';
import { UsageError } from './arguments.ts';
import { type CliContext, defineCommand, type ExitStatus } from './command.ts';
import { listingFormats, readDatasetArguments } from './dataset-arguments.ts';
import { toJsonLine } from './example-json.ts';
import { formatTable } from './table.ts';

export const rowsCommand = defineCommand({
  name: 'rows',
  usage: 'PATH [OPTIONS]',
  summary: 'show rows of a dataset',
  options: {
    split: {
      value: 'SPLIT',
      description: `${splitOrder.join(', ')}; the first that is there is the default`,
    },
    offset: { value: 'N', description: 'leave out the first N rows' },
    limit: { value: 'N', description: 'so many rows; 10 is the default' },
    format: { value: 'FORMAT', description: `${listingFormats.join(', ')}; table is the default` },
  },
  notes:
    'PATH is a JSONL file, a template file with some beside it, or their folder.\nDatasets of the Hugging Face Hub cannot be named yet.',

  async run(args, context) {
    const { path, subset } = readDatasetArguments(args.positionals);
    if (subset !== null) throw new UsageError('A local path has no SUBSET.');
    const format = args.choice('format', listingFormats, 'table');
    const range = { offset: args.count('offset', 0, 0), limit: args.count('limit', 1, 10) };
    const split = args.text('split');
    const lookup = await findRows(context.fileSystem, path, split, range);
    if (lookup.kind !== 'found') {
      const where = split === undefined ? path : `${path}, split \`${split}\``;
      const message =
        lookup.kind === 'malformed'
          ? `${lookup.origin}: ${lookup.message}`
          : `${where}: there are no rows here.`;
      await context.stderr.write(`p3 rows: ${message}\n`);
      return 2;
    }
    return print(lookup, format, context);
  },
});

function findRows(
  fileSystem: FileSystem,
  path: string,
  split: string | undefined,
  range: RowRange,
): Promise<RowsLookup> {
  if (/\.jsonl$/i.test(path)) return loadRowsFile(fileSystem, path, range);
  const folder = /\.(ya?ml|json)$/i.test(path) ? dirname(join('.', path)) : path;
  return loadRowsOfFolder(fileSystem, folder, range, split);
}

async function print(
  lookup: RowsLookup & { readonly kind: 'found' },
  format: (typeof listingFormats)[number],
  context: CliContext,
): Promise<ExitStatus> {
  const rows: { readonly index: number; readonly row: ExampleRow }[] = [];
  const problems = lookup.problems.map(
    ({ place, message }) => `${place.path}:${place.line}: ${message}`,
  );
  for (const { index, json, place } of lookup.rows) {
    const parsed = parseExample(json);
    if (parsed.kind === 'row') rows.push({ index, row: parsed.row });
    else problems.push(`${place.path}:${place.line}: ${parsed.message}`);
  }
  for (const problem of problems) await context.stderr.write(`p3 rows: ${problem}\n`);
  await context.stdout.write(put(rows, format, context));
  return problems.length > 0 ? 2 : 0;
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
