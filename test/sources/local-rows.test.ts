import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseRow } from '../../server/src/dataset/typed-row.ts';
import { loadRowFile } from '../../server/src/sources/folder-source.ts';
import type { RowsLookup } from '../../server/src/sources/source.ts';
import { localParts, localSource } from '../support/local-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const all = { offset: 0, limit: 1000 };
const reviews = { dataset: 'someone/reviews', subset: null };

async function rowsOf(content: string | Uint8Array, range = all) {
  const path = join(temporaryFolder({ 'rows.jsonl': content }), 'rows.jsonl');
  const lookup = await loadRowFile(localParts(), { source: 'named', path }, range);
  assert.equal(lookup.kind, 'found');
  return lookup;
}

/** The column `a` of the rows beside a template file. */
async function shownIn(files: Readonly<Record<string, string>>, split?: string) {
  const path = join(temporaryFolder(files), 'templates.yaml');
  const request = { ...all, ...(split !== undefined && { split }) };
  return columnOf(await localSource().loadRows({ ...reviews, path }, request));
}

function columnOf(lookup: RowsLookup) {
  if (lookup.kind !== 'found') return lookup.kind;
  return lookup.rows.map(({ json, form }) => {
    const parsed = parseRow(json, form);
    return parsed.kind === 'row' ? String(parsed.row.get('a')) : parsed.message;
  });
}

suite('rows of a file that stands for rows', () => {
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
    assert.equal((await rowsOf('')).rowCount, 0);
  });

  test('that is not there are absent; a folder cannot be read as a file', async () => {
    const folder = temporaryFolder({});
    const parts = localParts();
    const missing = join(folder, 'no.jsonl');
    const absent = await loadRowFile(parts, { source: 'named', path: missing }, all);
    assert.equal(absent.kind, 'absent');
    const lookup = await loadRowFile(parts, { source: 'named', path: folder }, all);
    assert.deepEqual(lookup, {
      kind: 'malformed',
      origin: { source: 'named', label: folder, path: folder },
      message: 'The data cannot be read: it is a folder.',
    });
  });
});

suite('rows beside a template file', () => {
  test('come from validation, else train, else test', async () => {
    const files = {
      'test.jsonl': '{"a": 3}',
      'train.jsonl': '{"a": 2}',
      'validation.jsonl': '{"a": 1}',
    };
    assert.deepEqual(await shownIn(files), ['1']);
    assert.deepEqual(await shownIn({ 'test.jsonl': '{"a": 3}', 'train.jsonl': '{"a": 2}' }), ['2']);
    assert.deepEqual(await shownIn({ 'test.jsonl': '{"a": 3}' }), ['3']);
  });

  test('go by the names of the Hub, and parts of a split follow one another', async () => {
    const files = {
      'data-dev-00001-of-00002.jsonl': '{"a": 2}',
      'data-dev-00000-of-00002.jsonl': '{"a": 1}',
      'training.jsonl': '{"a": 3}',
      'latest.jsonl': '{"a": 4}',
    };
    assert.deepEqual(await shownIn(files), ['1', '2']);
    assert.deepEqual(await shownIn(files, 'train'), ['3']);
    assert.deepEqual(await shownIn(files, 'test'), 'absent');
  });

  test('are found under the whole name of a split', async () => {
    const files = {
      'validation_matched.jsonl': '{"a": 1}',
      'validation_mismatched.jsonl': '{"a": 2}',
    };
    assert.deepEqual(await shownIn(files, 'validation_mismatched'), ['2']);
  });

  test('lie in a folder for each split, too, or are all of one split', async () => {
    const files = { 'data/dev/part.csv': 'a\n1\n', 'data/train/part.csv': 'a\n2\n' };
    assert.deepEqual(await shownIn(files), ['1']);
    assert.deepEqual(await shownIn(files, 'train'), ['2']);
    assert.deepEqual(await shownIn({ 'x.csv': 'a\n1\n', 'y.csv': 'a\n2\n' }, 'train'), ['1', '2']);
  });

  test('are not those of templates in a folder below', async () => {
    const files = { 'en/templates.yaml': '', 'en/test.jsonl': '{"a": 1}' };
    assert.deepEqual(await shownIn(files), 'absent');
  });

  test('give way to those of a folder of rows', async () => {
    const folder = temporaryFolder({
      'validation.jsonl': '{"a": 1}',
      'rows/someone__reviews__de.jsonl': '{"a": 2}',
    });
    const source = localSource({ rowFolders: [join(folder, 'rows')] });
    const path = join(folder, 'templates.yaml');
    const named = await source.loadRows({ path, dataset: 'someone/reviews', subset: 'de' }, all);
    const beside = await source.loadRows({ path, dataset: 'someone/reviews', subset: 'fr' }, all);
    assert.deepEqual(columnOf(named), ['2']);
    assert.deepEqual(columnOf(beside), ['1']);
  });
});
