import type { FetchPiece, TableReader } from '../process/protocol.ts';
import type { RawRow, RowProblem, RowRange } from '../source.ts';
import type { HubMiss, HubOutcome } from './hub-outcome.ts';
import type { HubRows } from './hub-rows.ts';
import type { SplitAddress, ViewerApi } from './viewer-api.ts';
import type { HubParquetFile } from './viewer-shapes.ts';

export interface ParquetParts {
  readonly viewer: ViewerApi;
  /** Reads what anybody may have written, in a process of its own. */
  readonly tables: TableReader;
  /** Where a file is, wherever the viewer says so, and how its pieces are fetched. */
  openFile(dataset: string, file: HubParquetFile, signal?: AbortSignal): RemoteFile;
}

export interface RemoteFile {
  readonly path: string;
  readonly fetchPiece: FetchPiece;
}

/** Rows of a split from its converted Parquet files: beyond what the viewer answers, and with every type as it is. */
export async function loadParquetRows(
  parts: ParquetParts,
  address: SplitAddress,
  { offset, limit }: RowRange,
  signal?: AbortSignal,
): Promise<HubOutcome<HubRows>> {
  const { dataset, config, split } = address;
  const listed = await parts.viewer.parquetFiles(dataset, signal);
  if (listed.kind !== 'found') return listed;
  const files = listed.value.filter((file) => file.config === config && file.split === split);
  if (files.length === 0) {
    return { kind: 'absent', message: `The Hub has not converted \`${dataset}\` to Parquet.` };
  }
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  let [first, opened] = [0, 0];
  // No more of the files are opened than the range needs.
  for (const file of files) {
    const from = Math.max(first, offset);
    if (from >= offset + limit) break;
    const range = { offset: from - first, limit: offset + limit - from };
    const read = await readFile(parts, dataset, { file, range }, signal);
    if (read.kind !== 'rows') return read;
    for (const row of read.rows) rows.push(atPlace(row, first, dataset));
    for (const problem of read.problems) problems.push(atPlace(problem, first, dataset));
    first += read.rowCount ?? 0;
    opened += 1;
  }
  const rowCount = opened === files.length ? first : null;
  return { ...listed, value: { rows, problems, rowCount } };
}

async function readFile(
  { tables, openFile }: ParquetParts,
  dataset: string,
  { file, range }: { readonly file: HubParquetFile; readonly range: RowRange },
  signal?: AbortSignal,
) {
  const { path, fetchPiece } = openFile(dataset, file, signal);
  const data = { path, format: 'parquet', compression: 'none', remoteSize: file.size } as const;
  const reply = await tables.ask(
    {
      files: { files: [data], declared: null, isLiteral: false },
      call: { kind: 'read', ...range, filter: null },
    },
    signal,
    fetchPiece,
  );
  if (reply.kind === 'rows') return reply;
  const message = reply.kind === 'problem' ? reply.message : `There is no file ${path}.`;
  const miss: HubMiss = { kind: 'malformed', message };
  return miss;
}

function atPlace<Row extends RawRow | RowProblem>(row: Row, first: number, dataset: string): Row {
  return { ...row, index: first + row.index, place: { path: dataset } };
}
