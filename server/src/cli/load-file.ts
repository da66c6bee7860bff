import { createSnapshot, type Snapshot } from '../analysis/snapshot.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import { loadUnlabelled } from '../sources/load-unlabelled.ts';
import type { DatasetSource, RowsLookup, TemplateLocation } from '../sources/source.ts';
import { locationOfFile } from '../sources/template-location.ts';

/** What a template file is checked with: its text, and what is known of its dataset. */
export interface LoadedFile {
  readonly path: string;
  readonly text: string;
  readonly bare: Snapshot;
  readonly location: TemplateLocation | undefined;
  readonly schema: SchemaLookup;
  readonly rows: RowsLookup;
  readonly unlabelled: ReadonlySet<string> | undefined;
}

/** Parses one template file, and reads the schema and the rows of its dataset. */
export async function loadFile(
  path: string,
  text: string,
  source: DatasetSource,
  rowLimit: number,
): Promise<LoadedFile> {
  const bare = createSnapshot({ uri: path, version: 0, text, schema: { kind: 'absent' } });
  const location = locationOfFile(path, bare.file);
  const loaded = { path, text, bare, location };
  if (location === undefined) {
    return { ...loaded, schema: bare.schema, rows: { kind: 'absent' }, unlabelled: undefined };
  }
  const schema = await source.loadSchema(location);
  const rows = await source.loadRows(location, { offset: 0, limit: rowLimit });
  return { ...loaded, schema, rows, unlabelled: await loadUnlabelled(source, location, rows) };
}
