import type { Features } from '../dataset/features.ts';
import type { Miss, Origin, SchemaLookup, SplitInfo } from '../dataset/lookup.ts';
import type { FolderContent } from './dataset-folder.ts';
import type { FoundFile } from './list-data-files.ts';
import type { TableCall, TableFiles, TableReader, TableReply } from './process/protocol.ts';
import type {
  RawRow,
  RowProblem,
  RowsLookup,
  RowsRequest,
  SplitsLookup,
  TemplateLocation,
} from './source.ts';
import { chooseSplit, rankOf, type SplitFiles } from './split-names.ts';

/** The columns that were written down, else those that the data files tell. */
export async function schemaOfContent(
  tables: TableReader,
  content: FolderContent,
  { dataset, subset }: TemplateLocation,
  signal?: AbortSignal,
): Promise<SchemaLookup> {
  if (content.declared.kind !== 'absent') return content.declared;
  const split = chooseSplit(content.splits, undefined);
  if (split === undefined) return { kind: 'absent' };
  const origin = originOfSplit(content, split);
  const reply = await askTables(
    tables,
    origin,
    filesOf(content, split),
    { kind: 'describe' },
    signal,
  );
  if ('kind' in reply) return reply;
  const { features, basis, rowCount } = reply.described;
  const splits = new Map(rowCount === null ? [] : [[split.split, rowCount]]);
  const schema = { dataset, subset, features, splits };
  return { kind: 'found', origin, schema, basis: { kind: basis } };
}

/** Splits with their numbers of rows, as far as those are known without reading the data through. */
export async function splitsOfContent(
  tables: TableReader,
  content: FolderContent,
  signal?: AbortSignal,
): Promise<SplitsLookup> {
  const { declared, origin } = content;
  const counts = declared.kind === 'found' ? declared.schema.splits : new Map<string, number>();
  const splits: SplitInfo[] = [];
  for (const split of content.splits) {
    const name = split.split;
    splits.push({
      name,
      rowCount: counts.get(name) ?? (await countOf(tables, content, split, signal)),
    });
  }
  const [shown] = splits.toSorted((a, b) => rankOf(a.name) - rankOf(b.name));
  return shown === undefined
    ? { kind: 'absent' }
    : { kind: 'found', origin, splits, shown: shown.name };
}

async function countOf(
  tables: TableReader,
  content: FolderContent,
  split: SplitFiles<FoundFile>,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const isTyped = split.files.every(({ format }) => format === 'parquet' || format === 'arrow');
  if (!isTyped) return null;
  const files = filesOf(content, split);
  const reply = await askTables(tables, content.origin, files, { kind: 'describe' }, signal);
  return 'kind' in reply ? null : reply.described.rowCount;
}

/** Rows of the split that the request names, else of the one that is shown first. */
export async function rowsOfContent(
  tables: TableReader,
  content: FolderContent,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const split = chooseSplit(content.splits, request.split);
  if (split === undefined) return { kind: 'absent' };
  const origin = originOfSplit(content, split);
  return readRows(
    tables,
    { origin, split: split.split, files: filesOf(content, split) },
    request,
    signal,
  );
}

/** So many rows are asked for at a time, so that no answer fills the memory of the process that gives it. */
const pageRows = 5000;

/** Rows of some files, of the split that they are. */
export async function readRows(
  tables: TableReader,
  of: { readonly origin: Origin; readonly split: string | null; readonly files: TableFiles },
  { offset, limit, filter }: RowsRequest,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const { origin, split, files } = of;
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  for (let taken = 0; ; ) {
    const page = Math.min(limit - taken, pageRows);
    const call = {
      kind: 'read',
      offset: offset + taken,
      limit: page,
      filter: filter ?? null,
    } as const;
    const reply = await tables.ask({ files, call }, signal);
    if (reply.kind !== 'rows') return missOf(reply, origin);
    for (const row of reply.rows) rows.push(row);
    for (const problem of reply.problems) problems.push(problem);
    const count = reply.rows.length + reply.problems.length;
    taken += count;
    if (taken >= limit || count < page) {
      return { kind: 'found', origin, split, rows, problems, rowCount: reply.rowCount };
    }
  }
}

async function askTables(
  tables: TableReader,
  origin: Origin,
  files: TableFiles,
  call: TableCall,
  signal: AbortSignal | undefined,
): Promise<{ readonly described: TableReply & { readonly kind: 'described' } } | Miss> {
  const reply = await tables.ask({ files, call }, signal);
  return reply.kind === 'described' ? { described: reply } : missOf(reply, origin);
}

function missOf(reply: TableReply, origin: Origin): Miss {
  if (reply.kind !== 'problem') return { kind: 'absent' };
  const { message, path } = reply;
  return {
    kind: 'malformed',
    origin: path === undefined ? origin : { ...origin, label: path, path },
    message,
  };
}

function filesOf({ declared }: FolderContent, { files }: SplitFiles<FoundFile>): TableFiles {
  const features: Features | null = declared.kind === 'found' ? declared.schema.features : null;
  return {
    files: files.map(({ path, format, compression }) => ({ path, format, compression })),
    declared: features,
    isLiteral: false,
  };
}

/** The file, or the folder of several files that follow one another. */
function originOfSplit({ origin }: FolderContent, { files }: SplitFiles<FoundFile>): Origin {
  const [file, another] = files;
  if (file === undefined || another !== undefined || origin.label !== origin.path) return origin;
  return { ...origin, label: file.path, path: file.path };
}
