import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { p3 } from './p3.ts';
import { notesSchema } from './template-files.ts';

const files = {
  'schema.json': notesSchema,
  'validation.jsonl':
    '{"text": "one", "size": 1.0}\n{"text": "two", "size": NaN, "big": 12345678901234567890}\n',
  'train.jsonl': '{"text": "three"}\n',
};

function list(...args: readonly string[]) {
  return p3(args, { cwd: temporaryFolder(files) });
}

suite('p3 schema', { concurrency: 2 }, () => {
  test('shows columns and types', async () => {
    const { stdout, status } = await list('schema', '.');
    assert.equal(stdout.split('\n')[0], 'column  type');
    assert.match(stdout, /\ntext {4}string\nlabel {3}\S/);
    assert.equal(status, 0);
  });

  test('gives JSON in the form of `dataset_infos.json`', async () => {
    const { stdout } = await list('schema', 'schema.json', '--format', 'json');
    assert.deepEqual(JSON.parse(stdout).features, JSON.parse(notesSchema).features);
    const lines = (await list('schema', '.', '--format', 'jsonl')).stdout.trimEnd().split('\n');
    assert.deepEqual(JSON.parse(lines[0] ?? ''), {
      name: 'text',
      feature: { dtype: 'string', _type: 'Value' },
    });
  });

  test('says what is missing', async () => {
    const { stderr, status } = await list('schema', 'imdb');
    assert.equal(
      stderr,
      'p3 schema: imdb: there is nothing of that name here. The Hub is not asked, because `HF_HUB_OFFLINE` is set.\n',
    );
    assert.equal(status, 2);
  });
});

suite('p3 rows', { concurrency: 2 }, () => {
  test('shows a table', async () => {
    const { stdout } = await list('rows', '.');
    assert.equal(
      stdout,
      'row  text  size   big\n0    one   1.0    null\n1    two   "NaN"  1.2345678901234567e+19\n',
    );
  });

  test('gives values the types that `datasets` gives them, and writes what JSON lacks as text', async () => {
    const { stdout } = await list('rows', 'validation.jsonl', '--format', 'jsonl', '--offset', '1');
    assert.equal(stdout, '{"text": "two", "size": "NaN", "big": 1.2345678901234567e+19}\n');
    const { stdout: json } = await list('rows', '.', '--format', 'json', '--limit', '1');
    assert.equal(json, '[\n  {"text": "one", "size": 1.0, "big": null}\n]\n');
  });

  test('keeps rows that a filter accepts, with their places in the split', async () => {
    const { stdout } = await list('rows', '.', '--filter', 'text = two');
    assert.equal(stdout.split('\n').length, 3);
    assert.match(stdout, /\n1 {4}two/);
    const { stdout: searched } = await list('rows', '.', '--filter', 'ON', '--format', 'jsonl');
    assert.match(searched, /^\{"text": "one"[^\n]*\n$/);
    const { stderr, status } = await list('rows', '.', '--filter', 'txt = two');
    assert.match(stderr, /there is no column `txt`/);
    assert.equal(status, 2);
  });

  test('writes dates, decimals and bytes in their own forms of JSON', async () => {
    const recorded = join(import.meta.dirname, '..', 'sources', 'tables', 'recorded');
    const rowsOf = async (name: string) =>
      (await list('rows', join(recorded, name), '--format', 'jsonl', '--limit', '1')).stdout;
    assert.match(
      await rowsOf('times.parquet'),
      /"date32": "2020-02-29".*"stamp_us_fine": "2021-03-04T05:06:07.891011"/,
    );
    assert.match(await rowsOf('decimals.parquet'), /^\{"small": "1.50"/);
    assert.match(await rowsOf('strings.parquet'), /"binary": \{"bytes": 0\}/);
  });

  test('takes the split that is asked for', async () => {
    const { stdout } = await list('rows', '.', '--split', 'train', '--format', 'jsonl');
    assert.equal(stdout, '{"text": "three"}\n');
    const { stderr, status } = await list('rows', '.', '--split', 'test');
    assert.equal(stderr, 'p3 rows: ., split `test`: there are no rows here.\n');
    assert.equal(status, 2);
  });
});
