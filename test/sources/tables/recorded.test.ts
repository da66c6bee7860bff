import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { conformRow } from '../../../server/src/dataset/conform-value.ts';
import type { ExampleRow } from '../../../server/src/dataset/example.ts';
import { FeatureReader } from '../../../server/src/dataset/feature-reader.ts';
import type { Features } from '../../../server/src/dataset/features.ts';
import { parseRow, writeTypedRow } from '../../../server/src/dataset/typed-row.ts';
import { openByteFile } from '../../../server/src/sources/tables/byte-file.ts';
import { dataFileOf } from '../../../server/src/sources/tables/data-file.ts';
import { openTable } from '../../../server/src/sources/tables/open-table.ts';

const folder = join(import.meta.dirname, 'recorded');
const names = readdirSync(folder).filter(
  (name) => dataFileOf(join(folder, name), name) && !/\.\w+\.json$/.test(name),
);

suite('files of every format and type are read as the `datasets` library reads them', () => {
  for (const name of names) {
    test(name, async () => {
      const recorded = readAnswer(name);
      const { features, rows } = await readTable(name);
      assert.deepEqual([...features], [...recorded.features]);
      const expected = recorded.rows.map((row) => withMedia(row, features));
      assert.deepEqual(rows.map(readable), expected.map(readable));
    });
  }
});

async function readTable(name: string) {
  const path = join(folder, name);
  const file = dataFileOf(path, name);
  assert.ok(file);
  const table = await openTable(await openByteFile(path), file, {
    declared: null,
    isLiteral: false,
    memoryBytes: 1e9,
  });
  const rows: ExampleRow[] = [];
  // In small pages, so that the places between them count, too.
  for (
    let page = await table.read(0, 7);
    page.length > 0;
    page = await table.read(rows.length, 7)
  ) {
    for (const row of page) {
      assert.equal(row.kind, 'row');
      rows.push(conformRow(row.row, table.features));
    }
  }
  assert.equal(await table.count(), rows.length);
  await table.close();
  return { features: table.features, rows };
}

function readAnswer(name: string): {
  readonly features: Features;
  readonly rows: readonly ExampleRow[];
} {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8');
  const reader = new FeatureReader();
  // Features come first, and JSON knows no infinities.
  const header = /^\{"features":(.*?),"rows":\[/s.exec(text)?.[1] ?? '';
  const features = reader.readFeatures(JSON.parse(header), '');
  const parsed = parseRow(text, 'typed');
  assert.equal(parsed.kind, 'row');
  const rows = parsed.row.get('rows');
  assert.ok(Array.isArray(rows));
  return { features, rows };
}

/** Media are shown by type and size, which `datasets` does not do. */
function withMedia(row: ExampleRow, features: Features): ExampleRow {
  const media = new Map([...features].filter(([, { kind }]) => kind === 'image'));
  const described = conformRow(row, media);
  return new Map([...row.keys()].map((name) => [name, described.get(name) ?? null]));
}

/** Names of zones are an abbreviation in Python and not known everywhere. */
function readable(row: ExampleRow): string {
  return writeTypedRow(row).replace(/,"zone":"[^"]*"/g, '');
}
