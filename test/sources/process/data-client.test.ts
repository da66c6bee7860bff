import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { dataFileOf } from '../../../server/src/sources/tables/data-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { startDataClient } from './start-data-client.ts';

const budget = { memoryMb: 256, timeoutMs: 20_000 };

function readOf(folder: string, name: string, text: string | null = null) {
  const file = dataFileOf(join(folder, name), name);
  assert.ok(file);
  const filter = text === null ? null : ({ conditions: [{ kind: 'search', text }] } as const);
  const call = { kind: 'read', offset: 0, limit: 3, filter } as const;
  return { files: { files: [file], declared: null, isLiteral: false }, call };
}

suite('the data process', () => {
  test('starts once, for all requests', async () => {
    const { client, starts } = startDataClient(budget);
    const folder = temporaryFolder({ 'a.csv': 'a\n1\n', 'b.csv': 'a\n2\n' });
    const replies = await Promise.all(
      ['a.csv', 'b.csv'].map((name) => client.ask(readOf(folder, name))),
    );
    assert.deepEqual(
      replies.map((reply) => reply.kind === 'rows' && reply.rows.map(({ json }) => json)),
      [['{"a":1}'], ['{"a":2}']],
    );
    assert.equal(starts(), 1);
  });

  test('is there before the first request, where it starts ahead', async () => {
    const { client, starts } = startDataClient({ ...budget, startsAhead: true });
    assert.equal(starts(), 1);
    const folder = temporaryFolder({ 'a.csv': 'a\n1\n' });
    assert.equal((await client.ask(readOf(folder, 'a.csv'))).kind, 'rows');
    assert.equal(starts(), 1);
  });

  test('is ended when a file fills the memory; the others get their rows', async () => {
    const { client, starts } = startDataClient({ ...budget, memoryMb: 100 });
    const folder = temporaryFolder({
      // Records of 60 MB each, which are rows all the same.
      'bomb.json.gz': gzipSync(`[${`"${'x'.repeat(60_000_000)}",`.repeat(8)}""]`),
      'good.csv': 'a\n1\n',
    });
    const [bomb, good] = await Promise.all([
      client.ask(readOf(folder, 'bomb.json.gz')),
      client.ask(readOf(folder, 'good.csv')),
    ]);
    assert.equal(
      bomb.kind === 'problem' && bomb.message,
      'The data needed more memory than the budget of 100 MB.',
    );
    assert.equal(good.kind, 'rows');
    assert.equal((await client.ask(readOf(folder, 'good.csv'))).kind, 'rows');
    assert.ok(starts() > 1);
  });

  test('rejects what is aborted, with its reason', async () => {
    const { client } = startDataClient(budget);
    const folder = temporaryFolder({ 'a.csv': 'a\n1\n' });
    const controller = new AbortController();
    const asked = client.ask(readOf(folder, 'a.csv'), controller.signal);
    controller.abort(new Error('another file was opened'));
    await assert.rejects(asked, /another file was opened/);
    assert.equal((await client.ask(readOf(folder, 'a.csv'))).kind, 'rows');
  });

  test('sees a file that has changed, and one that has gone', async () => {
    const { client } = startDataClient(budget);
    const folder = temporaryFolder({ 'a.csv': 'a\n1\n' });
    assert.equal((await client.ask(readOf(folder, 'a.csv'))).kind, 'rows');
    const { rmSync, writeFileSync } = await import('node:fs');
    writeFileSync(join(folder, 'a.csv'), 'a\nhello\n');
    const changed = await client.ask(readOf(folder, 'a.csv'));
    assert.equal(changed.kind === 'rows' && changed.rows[0]?.json, '{"a":"hello"}');
    rmSync(join(folder, 'a.csv'));
    assert.equal((await client.ask(readOf(folder, 'a.csv'))).kind, 'absent');
  });

  test('finds rows by a filter, and says how many there are', async () => {
    const { client } = startDataClient(budget);
    const lines = Array.from(
      { length: 5000 },
      (_, row) => `${row},${row % 1000 === 7 ? 'seven' : 'x'}`,
    );
    const folder = temporaryFolder({ 'a.csv': `a,b\n${lines.join('\n')}\n` });
    const reply = await client.ask(readOf(folder, 'a.csv', 'seven'));
    assert.deepEqual(
      reply.kind === 'rows' && reply.rows.map(({ index }) => index),
      [7, 1007, 2007],
    );
    assert.equal(reply.kind === 'rows' && reply.rowCount, null);
    const all = await client.ask(readOf(folder, 'a.csv', '4007'));
    assert.equal(all.kind === 'rows' && all.rowCount, 1);
  });
});
