import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createSnapshot, type Snapshot } from '../../server/src/analysis/snapshot.ts';
import { parseRow } from '../../server/src/dataset/typed-row.ts';
import { unlabelledColumns } from '../../server/src/dataset/unlabelled-columns.ts';
import type { RawRow } from '../../server/src/sources/source.ts';
import { locationOfFile } from '../../server/src/sources/template-location.ts';
import { localSource } from '../support/local-data.ts';

export interface Sample {
  /** Folder below `samples`. */
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly rows: readonly RawRow[];
}

const folder = join(import.meta.dirname, '..', '..', 'samples');

/** Every sample with its schema and rows, as a user's editor finds them; those to be broken apart. */
export async function loadSamples(kind: 'good' | 'broken'): Promise<readonly Sample[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('templates.yaml'))
    .map((path) => relative(folder, join(folder, path, '..')))
    .filter((name) => name.startsWith('broken') === (kind === 'broken'));
  return Promise.all(names.sort().map(loadSample));
}

async function loadSample(name: string): Promise<Sample> {
  const path = join(folder, name, 'templates.yaml');
  const text = readFileSync(path, 'utf8');
  const bare = createSnapshot({ uri: path, version: 0, text, schema: { kind: 'absent' } });
  const source = localSource();
  const location = locationOfFile(path, bare.file) ?? { path, dataset: name, subset: null };
  const schema = await source.loadSchema(location);
  const rows = await source.loadRows(location, { offset: 0, limit: 1000 });
  const raw = rows.kind === 'found' ? rows.rows : [];
  const examples = raw.map(({ json, form }) => parseRow(json, form));
  const unlabelled = unlabelledColumns(
    examples.flatMap((example) => (example.kind === 'row' ? [example.row] : [])),
  );
  return { name, snapshot: { ...bare, schema, unlabelled }, rows: raw };
}
