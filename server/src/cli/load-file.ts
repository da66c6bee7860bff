import { createSnapshot, type Snapshot } from '../analysis/snapshot.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { loadUnlabelled } from '../sources/load-unlabelled.ts';
import type { DatasetSource, RowsLookup, TemplateLocation } from '../sources/source.ts';
import { locationOfFile } from '../sources/template-location.ts';
import { readTextFile, type Unreadable } from './read-text.ts';

interface Sources {
  readonly fileSystem: FileSystem;
  readonly source: DatasetSource;
}

/** What a template file is checked with: its text, and what is known of its dataset. */
export interface LoadedFile {
  readonly kind: 'loaded';
  readonly path: string;
  readonly text: string;
  readonly bare: Snapshot;
  readonly location: TemplateLocation | undefined;
  readonly schema: SchemaLookup;
  readonly rows: RowsLookup;
  readonly unlabelled: ReadonlySet<string> | undefined;
}

/** Reads one template file, and the schema and the rows of its dataset. */
export async function loadFile(
  path: string,
  { fileSystem, source }: Sources,
  rowLimit: number,
): Promise<LoadedFile | Unreadable> {
  const read = await readTextFile(fileSystem, path);
  if (read.kind === 'unreadable') return read;
  const { text } = read;
  const bare = createSnapshot({ uri: path, version: 0, text, schema: { kind: 'absent' } });
  const location = locationOfFile(path, bare.file);
  const loaded = { kind: 'loaded', path, text, bare, location } as const;
  if (location === undefined) {
    return { ...loaded, schema: bare.schema, rows: { kind: 'absent' }, unlabelled: undefined };
  }
  const schema = await source.loadSchema(location);
  const rows = await source.loadRows(location, { offset: 0, limit: rowLimit });
  return { ...loaded, schema, rows, unlabelled: await loadUnlabelled(source, location, rows) };
}
