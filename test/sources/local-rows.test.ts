import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { loadRowsOfFolder } from '../../server/src/sources/data-folder.ts';
import { type FileSystem, nodeFileSystem } from '../../server/src/sources/file-system.ts';
import { createLocalSource } from '../../server/src/sources/local-source.ts';
import { loadNamedFile } from '../../server/src/sources/row-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const all = { offset: 0, limit: 1000 };

async function rowsOf(content: string | Uint8Array, range = all) {
  const folder = temporaryFolder({ 'rows.jsonl': content });
  const lookup = await loadNamedFile(nodeFileSystem, join(folder, 'rows.jsonl'), range);
  assert.equal(lookup.kind, 'found');
  return lookup;
}

async function shownIn(files: Readonly<Record<string, string>>, split?: string) {
  const folder = { source: 'beside', path: temporaryFolder(files) } as const;
  const request = { ...all, ...(split !== undefined && { split }) };
  const lookup = await loadRowsOfFolder(nodeFileSystem, folder, request);
  return lookup.kind === 'found' ? lookup.rows.map(({ json }) => json) : lookup.kind;
}

suite('rows of a file', () => {
  test('keep their text, so that Python types can be told apart', async () => {
    const { rows } = await rowsOf('{"a": 1.0}\n{"a": 12345678901234567890}\n');
    assert.deepEqual(
      rows.map(({ json }) => json),
      ['{"a": 1.0}', '{"a": 12345678901234567890}'],
    );
  });

  test('need no final line end; blank lines, CRLF and a byte order mark do no harm', async () => {
    const { rows, rowCount } = await rowsOf('\ufeff{"a": 1}\r\n\r\n{"a": 2}');
    assert.deepEqual(
      rows.map(({ index, json, place }) => [index, json, place.line]),
      [
        [0, '{"a": 1}', 1],
        [1, '{"a": 2}', 3],
      ],
    );
    assert.equal(rowCount, 2);
  });

  test('are taken from an offset on, up to a limit, and counted', async () => {
    const { rows, rowCount } = await rowsOf('1\n2\n3\n4\n', { offset: 1, limit: 2 });
    assert.deepEqual(
      rows.map(({ index, json }) => [index, json]),
      [
        [1, '2'],
        [2, '3'],
      ],
    );
    assert.equal(rowCount, 4);
  });

  test('name the line that is not UTF-8, and the others are there', async () => {
    const { rows, problems } = await rowsOf(Buffer.from('{"a": "é"}\n{"a": "é"}\n1\n', 'latin1'));
    assert.deepEqual(
      rows.map(({ index }) => index),
      [2],
    );
    assert.deepEqual(
      problems.map(({ place, message }) => [place.line, message]),
      [
        [1, 'The line is not UTF-8 text: the byte at column 8 does not fit.'],
        [2, 'The line is not UTF-8 text: the byte at column 8 does not fit.'],
      ],
    );
  });

  test('may be one line of 5 MB', async () => {
    const line = JSON.stringify({ a: 'x'.repeat(5_000_000) });
    const { rows } = await rowsOf(line);
    assert.equal(rows[0]?.json, line);
  });

  test('are none in an empty file', async () => {
    assert.deepEqual((await rowsOf('')).rowCount, 0);
  });

  test('of a big file are read only as far as needed', async () => {
    const chunk = Buffer.from(`${JSON.stringify({ a: 'x'.repeat(1022) })}\n`.repeat(1024));
    let chunksRead = 0;
    const endless: FileSystem = {
      ...nodeFileSystem,
      async *readChunks() {
        for (;;) {
          chunksRead += 1;
          yield chunk;
        }
      },
    };
    const lookup = await loadNamedFile(endless, 'endless.jsonl', { offset: 5, limit: 10 });
    assert.equal(lookup.kind, 'found');
    assert.equal(lookup.rows.length, 10);
    assert.equal(lookup.rowCount, null);
    assert.ok(chunksRead < 20, `${chunksRead} chunks`);
  });

  test('that is not there are absent; a folder cannot be read as a file', async () => {
    const folder = temporaryFolder({});
    assert.equal(
      (await loadNamedFile(nodeFileSystem, join(folder, 'no.jsonl'), all)).kind,
      'absent',
    );
    assert.deepEqual(await loadNamedFile(nodeFileSystem, folder, all), {
      kind: 'malformed',
      origin: { source: 'named', label: folder, path: folder },
      message: 'The rows cannot be read: it is a folder.',
    });
  });
});

suite('rows beside a template file', () => {
  test('come from validation, else train, else test', async () => {
    const files = { 'test.jsonl': '3', 'train.jsonl': '2', 'validation.jsonl': '1' };
    assert.deepEqual(await shownIn(files), ['1']);
    assert.deepEqual(await shownIn({ 'test.jsonl': '3', 'train.jsonl': '2' }), ['2']);
    assert.deepEqual(await shownIn({ 'test.jsonl': '3' }), ['3']);
  });

  test('go by the names of the Hub, and parts of a split follow one another', async () => {
    const files = {
      'data-dev-00001-of-00002.jsonl': '2',
      'data-dev-00000-of-00002.jsonl': '1',
      'training.jsonl': '3',
      'latest.jsonl': '4',
    };
    assert.deepEqual(await shownIn(files), ['1', '2']);
    assert.deepEqual(await shownIn(files, 'train'), ['3']);
    assert.deepEqual(await shownIn(files, 'test'), 'absent');
  });

  test('are found under the whole name of a split', async () => {
    const files = { 'validation_matched.jsonl': '1', 'validation_mismatched.jsonl': '2' };
    assert.deepEqual(await shownIn(files, 'validation_mismatched'), ['2']);
  });

  test('give way to those of a folder of rows', async () => {
    const folder = temporaryFolder({
      'validation.jsonl': '1',
      'rows/someone__reviews__de.jsonl': '2',
    });
    const source = createLocalSource({
      fileSystem: nodeFileSystem,
      schemaFolders: [],
      rowFolders: [join(folder, 'rows')],
    });
    const path = join(folder, 'templates.yaml');
    const named = await source.loadRows({ path, dataset: 'someone/reviews', subset: 'de' }, all);
    const beside = await source.loadRows({ path, dataset: 'someone/reviews', subset: 'fr' }, all);
    assert.deepEqual(named.kind === 'found' && named.rows.map(({ json }) => json), ['2']);
    assert.deepEqual(beside.kind === 'found' && beside.rows.map(({ json }) => json), ['1']);
  });
});
