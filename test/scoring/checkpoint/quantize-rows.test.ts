import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  quantizeBlocks,
  quantizeRow,
} from '../../../server/src/scoring/checkpoint/quantize-rows.ts';

suite('a row in int8', () => {
  test('has its largest value at 127, and 0 at 0', () => {
    const values = new Int8Array(4);
    const scale = quantizeRow(Float32Array.of(0, -2, 1, 0.004), values);
    assert.equal(scale, Math.fround(2 / 127));
    assert.deepEqual([...values], [0, -127, 64, 0]);
  });

  test('of zeros stays one of zeros', () => {
    const values = new Int8Array(2).fill(9);
    assert.ok(Number.isFinite(quantizeRow(Float32Array.of(0, 0), values)));
    assert.deepEqual([...values], [0, 0]);
  });

  test('does not lose what is no number', () => {
    const values = new Int8Array(3);
    assert.ok(Number.isNaN(quantizeRow(Float32Array.of(1, Number.NaN, 2), values)));
    assert.equal(quantizeRow(Float32Array.of(1, Number.NEGATIVE_INFINITY, 2), values), Infinity);
  });
});

suite('a row in int4', () => {
  test('has a scale for each block, and two values in a byte', () => {
    const row = new Float32Array(40);
    row.set([-8, 4, 0.9, -3.2]);
    row.set([0.5, -0.25], 32);
    const packed = new Uint8Array(32);
    const scales = new Float32Array(2);
    quantizeBlocks(row, packed, scales);
    assert.deepEqual([...scales], [1, -0.0625]);
    assert.deepEqual(nibbles(packed).slice(0, 4), [-8, 4, 1, -3]);
    assert.deepEqual(nibbles(packed).slice(32, 35), [-8, 4, 0]);
    assert.deepEqual(nibbles(packed).slice(36), Array(28).fill(0), 'beyond the row');
  });

  test('of zeros stays one of zeros', () => {
    const packed = new Uint8Array(16);
    quantizeBlocks(new Float32Array(32), packed, new Float32Array(1));
    assert.deepEqual(nibbles(packed), Array(32).fill(0));
  });

  test('does not lose what is no number', () => {
    const scales = new Float32Array(1);
    quantizeBlocks(Float32Array.of(1, Number.NaN), new Uint8Array(16), scales);
    assert.ok(Number.isNaN(scales[0]));
  });
});

function nibbles(packed: Uint8Array): number[] {
  return [...packed].flatMap((byte) => [(byte & 15) - 8, (byte >> 4) - 8]);
}
