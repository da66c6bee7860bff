/** Rows of a file elsewhere: the data process asks who wants them for its pieces. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { FetchPiece } from '../../../server/src/sources/process/protocol.ts';
import { startDataClient } from './start-data-client.ts';

const parquet = readFileSync(
  join(import.meta.dirname, '../../../samples/headlines/validation.parquet'),
);
const file = {
  path: 'https://hub.example/0000.parquet',
  format: 'parquet',
  compression: 'none',
  remoteSize: parquet.length,
} as const;
const request = {
  files: { files: [file], declared: null, isLiteral: false },
  call: { kind: 'read', offset: 22, limit: 5, filter: null },
} as const;

const budget = { memoryMb: 256, timeoutMs: 60_000 };

suite('a file elsewhere', () => {
  test('is read by its pieces', async () => {
    const asked: string[] = [];
    const fetchPiece: FetchPiece = async (path, offset, length) => {
      asked.push(path);
      return { kind: 'bytes', bytes: parquet.subarray(offset, offset + length) };
    };
    const reply = await startDataClient(budget).client.ask(request, undefined, fetchPiece);
    assert.equal(reply.kind, 'rows');
    assert.deepEqual(
      reply.rows.map(({ index }) => index),
      [22, 23],
    );
    assert.equal(reply.rowCount, 24);
    assert.deepEqual([...new Set(asked)], [file.path]);
  });

  test('whose pieces cannot be had is a problem, in the words of who fetches', async () => {
    const fetchPiece: FetchPiece = async () => ({ kind: 'problem', message: 'No network.' });
    const reply = await startDataClient(budget).client.ask(request, undefined, fetchPiece);
    assert.deepEqual(reply, { kind: 'problem', message: 'No network.', path: file.path });
  });

  test('that is damaged harms nobody', async () => {
    const fetchPiece: FetchPiece = async (_path, _offset, length) => ({
      kind: 'bytes',
      bytes: new Uint8Array(length).fill(0x50),
    });
    const reply = await startDataClient(budget).client.ask(request, undefined, fetchPiece);
    assert.equal(reply.kind, 'problem');
  });
});
