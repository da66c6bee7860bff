import { conformRow } from '../../dataset/conform-value.ts';
import type { ExampleRow } from '../../dataset/example.ts';
import { acceptsRow, resolveClasses } from '../../dataset/match-filter.ts';
import type { RowFilter } from '../../dataset/row-filter.ts';
import { parseRow, writeTypedRow } from '../../dataset/typed-row.ts';
import { describeReadError, isAbsence } from '../file-system.ts';
import type { RawRow, RowPlace, RowProblem } from '../source.ts';
import { type ByteFile, fingerprintOf, openByteFile } from '../tables/byte-file.ts';
import { openTable } from '../tables/open-table.ts';
import { type DataFile, type Table, TableProblem, type TableRow } from '../tables/table.ts';
import type {
  FetchPiece,
  TableCall,
  TableFiles,
  TableReader,
  TableReply,
  TableRequest,
} from './protocol.ts';

/** Tables that stay open, with what was found out about where their rows are. */
const mostOpen = 12;
/** A filter looks at so many rows at a time. */
const scanRows = 1000;

export interface TableService extends TableReader {
  close(): Promise<void>;
}

/** Reads data files in this very process. */
export function createTableService(memoryBytes: number): TableService {
  const tables = new OpenTables(memoryBytes);
  return {
    async ask(request, signal, fetchPiece) {
      try {
        const opener =
          fetchPiece === undefined ? tables : withRemote(tables, fetchPiece, memoryBytes);
        return await answer(opener, request, signal);
      } catch (error) {
        signal?.throwIfAborted();
        return toReply(error);
      }
    },
    close: () => tables.closeAll(),
  };
}

function toReply(error: unknown): TableReply {
  const { reason, path } =
    error instanceof FileFailure ? error : { reason: error, path: undefined };
  if (isAbsence(reason)) return { kind: 'absent' };
  const place = path === undefined ? {} : { path };
  if (reason instanceof TableProblem) return { kind: 'problem', message: reason.message, ...place };
  const detail = describeReadError(reason).replace(/\.+$/, '');
  const message = isOfDisk(reason)
    ? `The data cannot be read: ${detail}.`
    : `The file is damaged, or written in a way that is not read here: ${detail}.`;
  return { kind: 'problem', message, ...place };
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** What went wrong, with the file that it was about. */
class FileFailure extends Error {
  readonly path: string;
  readonly reason: unknown;

  constructor(path: string, reason: unknown) {
    super('a file failed');
    this.path = path;
    this.reason = reason;
  }
}

async function answer(
  tables: TableOpener,
  { files, call }: TableRequest,
  signal: AbortSignal | undefined,
): Promise<TableReply> {
  if (call.kind === 'describe') return describe(tables, files);
  if (call.filter === null) return read(tables, files, call, signal);
  return scan(tables, files, { ...call, filter: call.filter }, signal);
}

async function describe(tables: TableOpener, files: TableFiles): Promise<TableReply> {
  const opened: Table[] = [];
  for (const file of files.files) opened.push(await tables.open(file, files));
  const [first] = opened;
  if (first === undefined) return { kind: 'absent' };
  const counts = opened.map((table) => table.rowCount());
  const isKnown = counts.every((count) => count !== null);
  return {
    kind: 'described',
    features: first.features,
    basis: first.basis,
    rowCount: isKnown ? counts.reduce((sum, count) => sum + (count ?? 0), 0) : null,
  };
}

type ReadCall = TableCall & { readonly kind: 'read' };

async function read(
  tables: TableOpener,
  files: TableFiles,
  { offset, limit }: ReadCall,
  signal: AbortSignal | undefined,
): Promise<TableReply> {
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  let first = 0;
  let isCounted = true;
  for (const file of files.files) {
    signal?.throwIfAborted();
    const table = await tables.open(file, files);
    const wanted = limit - rows.length - problems.length;
    const known = table.rowCount();
    const from = Math.max(offset - first, 0);
    if (wanted > 0 && (known === null || from < known)) {
      const found = await inFile(file, () => table.read(from, wanted));
      for (const [at, row] of found.entries()) {
        put(row, first + from + at, file.path, rows, problems);
      }
      // Fewer rows than wanted mean the end of the file, so that its number of rows is known.
      const isAtEnd = found.length < wanted || table.isSmall;
      if (table.rowCount() === null && isAtEnd) await inFile(file, () => table.count());
    }
    const count = table.rowCount();
    if (count === null) {
      isCounted = false;
      if (rows.length + problems.length >= limit) {
        countInBackground(table);
        break;
      }
    }
    first += count ?? (await inFile(file, () => table.count()));
  }
  return { kind: 'rows', rows, problems, rowCount: isCounted ? first : null };
}

/** So that the number of rows is known when it is asked for again, and places far in are found at once. */
function countInBackground(table: Table): void {
  // A file that is closed meanwhile needs no count.
  table.count().catch(() => {});
}

async function scan(
  tables: TableOpener,
  files: TableFiles,
  { offset, limit, filter }: ReadCall & { readonly filter: RowFilter },
  signal: AbortSignal | undefined,
): Promise<TableReply> {
  const rows: RawRow[] = [];
  let [index, accepted] = [0, 0];
  for (const file of files.files) {
    const table = await tables.open(file, files);
    const resolved = resolveClasses(filter, files.declared ?? table.features);
    let from = 0;
    for (let page = await inFile(file, () => table.read(0, scanRows)); page.length > 0; ) {
      for (const row of page) {
        const values = valuesOf(row);
        if (values !== undefined && acceptsRow(resolved, values)) {
          if (accepted >= offset) put(row, index, file.path, rows, []);
          accepted += 1;
          if (rows.length > limit) {
            return { kind: 'rows', rows: rows.slice(0, limit), problems: [], rowCount: null };
          }
        }
        index += 1;
      }
      signal?.throwIfAborted();
      from += page.length;
      page = await inFile(file, () => table.read(from, scanRows));
    }
  }
  return { kind: 'rows', rows, problems: [], rowCount: accepted };
}

async function inFile<Result>({ path }: DataFile, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw new FileFailure(path, error);
  }
}

function valuesOf(row: TableRow): ExampleRow | undefined {
  if (row.kind === 'row') return row.row;
  if (row.kind === 'problem') return undefined;
  const parsed = parseRow(row.text, 'json');
  return parsed.kind === 'row' ? parsed.row : undefined;
}

function put(row: TableRow, index: number, path: string, rows: RawRow[], problems: RowProblem[]) {
  const place: RowPlace = row.line === undefined ? { path } : { path, line: row.line };
  if (row.kind === 'problem') problems.push({ index, place, message: row.message });
  else if (row.kind === 'text') rows.push({ index, json: row.text, form: 'json', place });
  else rows.push({ index, json: writeTypedRow(row.row), form: 'typed', place });
}

interface TableOpener {
  open(file: DataFile, files: TableFiles): Promise<Table>;
}

/** Files elsewhere are opened for one request: only who made it knows where their pieces come from. */
function withRemote(tables: TableOpener, fetchPiece: FetchPiece, memoryBytes: number): TableOpener {
  return {
    open(file, files) {
      if (file.remoteSize === undefined) return tables.open(file, files);
      const bytes = remoteFile(file.path, file.remoteSize, fetchPiece);
      const { declared, isLiteral } = files;
      return inFile(file, () => openOrClose(bytes, file, { declared, isLiteral, memoryBytes }));
    },
  };
}

function remoteFile(path: string, size: number, fetchPiece: FetchPiece): ByteFile {
  return {
    path,
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted === 0) return new Uint8Array();
      const piece = await fetchPiece(path, offset, wanted);
      if (piece.kind === 'problem') throw new TableProblem(piece.message);
      // Memory of its own: a `Buffer` shares it with others.
      return new Uint8Array(piece.bytes);
    },
    close: async () => {},
  };
}

/** Tables by their files, as long as those do not change. */
class OpenTables implements TableOpener {
  readonly #memoryBytes: number;
  readonly #tables = new Map<string, { readonly stamp: string; readonly table: Promise<Table> }>();

  constructor(memoryBytes: number) {
    this.#memoryBytes = memoryBytes;
  }

  open(file: DataFile, files: TableFiles): Promise<Table> {
    return inFile(file, () => this.#open(file, files));
  }

  async #open(file: DataFile, { declared, isLiteral }: TableFiles): Promise<Table> {
    const key = JSON.stringify([
      file.path,
      file.format,
      isLiteral,
      declared && [...declared.keys()],
    ]);
    const stamp = await fingerprintOf(file.path);
    const known = this.#tables.get(key);
    this.#tables.delete(key);
    if (known?.stamp === stamp) {
      this.#tables.set(key, known);
      return known.table;
    }
    if (known !== undefined) close(known.table);
    const options = { declared, isLiteral, memoryBytes: this.#memoryBytes };
    const table = openByteFile(file.path).then((bytes) => openOrClose(bytes, file, options));
    this.#tables.set(key, { stamp, table });
    table.catch(() => this.#tables.delete(key));
    this.#closeOldest();
    return table;
  }

  #closeOldest(): void {
    for (const [key, { table }] of this.#tables) {
      if (this.#tables.size <= mostOpen) return;
      this.#tables.delete(key);
      close(table);
    }
  }

  async closeAll(): Promise<void> {
    const tables = [...this.#tables.values()];
    this.#tables.clear();
    await Promise.allSettled(tables.map(async ({ table }) => (await table).close()));
  }
}

function close(table: Promise<Table>): void {
  // What could not be opened needs no closing.
  table.then((open) => open.close()).catch(() => {});
}

/** Opens the table with the features of its own types brought in by `conformRow`, and leaves no file open behind. */
async function openOrClose(
  bytes: ByteFile,
  file: DataFile,
  options: Parameters<typeof openTable>[2],
): Promise<Table> {
  try {
    const table = await openTable(bytes, file, options);
    return options.isLiteral ? table : conforming(table);
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

function conforming(table: Table): Table {
  if (table.basis !== 'typed') return table;
  return {
    ...table,
    async read(offset, limit) {
      const rows = await table.read(offset, limit);
      return rows.map((row) =>
        row.kind === 'row' ? { ...row, row: conformRow(row.row, table.features) } : row,
      );
    },
  };
}
