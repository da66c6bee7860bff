import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { byRow, seeded } from '../../../server/src/render/promptsource/random-source.ts';

suite('a seeded source', () => {
  test('repeats its draws for the same seed', () => {
    assert.deepEqual(draws(seeded(7), 20), draws(seeded(7), 20));
    assert.notDeepEqual(draws(seeded(7), 20), draws(seeded(8), 20));
  });

  test('reaches every item about as often', () => {
    const counts = [0, 0, 0, 0];
    for (const draw of draws(seeded(1), 4000)) counts[draw] = (counts[draw] ?? 0) + 1;
    for (const count of counts) assert.ok(count > 900 && count < 1100, String(counts));
  });
});

suite('a source by row', () => {
  test('chooses the item at the row number modulo the length', () => {
    assert.deepEqual([byRow(0).choose(3), byRow(4).choose(3), byRow(4).choose(1)], [0, 1, 0]);
  });

  test('still varies the draws that are no choices', () => {
    const source = byRow(3);
    const others = Array.from({ length: 20 }, () => source.below(1000));
    assert.ok(new Set(others).size > 10);
  });
});

function draws(source: { choose(length: number): number }, count: number): number[] {
  return Array.from({ length: count }, () => source.choose(4));
}
