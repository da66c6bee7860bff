import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scoreKeys } from '../../../server/src/scoring/cache/score-key.ts';
import { ScoreTable } from '../../../server/src/scoring/cache/score-table.ts';

const keyOf = (number: number) => scoreKeys('model', [number], [[1]])[0] ?? Buffer.alloc(0);

suite('the table of scores', () => {
  test('finds each of many scores, and nothing else', () => {
    const table = new ScoreTable();
    for (let number = 0; number < 20_000; number++) table.set(keyOf(number), 0, -number);
    assert.equal(table.size, 20_000);
    for (let number = 0; number < 20_000; number++) assert.equal(table.get(keyOf(number)), -number);
    assert.equal(table.get(keyOf(20_000)), undefined);
  });

  test('takes the last of two scores of one key', () => {
    const table = new ScoreTable();
    table.set(keyOf(1), 0, -1);
    table.set(keyOf(1), 0, -2);
    assert.deepEqual([table.size, table.get(keyOf(1))], [1, -2]);
  });
});

suite('keys of scores', () => {
  const key = (context: string, input: readonly number[], choice: readonly number[]) =>
    scoreKeys(context, input, [choice])[0]?.toString('hex');

  test('depend on the model, the input and the choice', () => {
    const keys = [
      key('a', [1, 2], [3]),
      key('b', [1, 2], [3]),
      key('a', [1], [2, 3]),
      key('a', [1, 2], [4]),
      key('a', [258], [3]),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  test('do not depend on the choices beside it', () => {
    assert.equal(scoreKeys('a', [1, 2], [[9], [3]])[1]?.toString('hex'), key('a', [1, 2], [3]));
  });
});
