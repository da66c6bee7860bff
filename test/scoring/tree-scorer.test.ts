import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { ChoiceScorer } from '../../server/src/scoring/choice-scorer.ts';
import { createModelLoader } from '../../server/src/scoring/model-loader.ts';
import { copyCheckpoint, loadRequest, testCacheFolder } from './support/model.ts';

const input = [17, 400, 23, 1200, 9, 80, 31];
const choices = [
  [5, 6, 7, 1],
  [5, 6, 8, 1],
  [5, 1],
  [1],
  [9, 6, 7, 1],
  Array.from({ length: 255 }, (_, index) => 3 + index).concat(1),
  [5, 6, 7, 7, 7, 7, 1],
];

suite('the tree decoder', () => {
  test('gives each choice the score that it has alone', async (context) => {
    for (const name of ['gated-untied', 'relu']) {
      const scorer = await openCheckpoint(context, name);
      const alone = await scoreEach(scorer, choices);
      expectClose(await scoreTogether(scorer, choices), alone);
    }
  });

  test('gives the same scores in any order', async (context) => {
    const scorer = await openCheckpoint(context, 'gated-tied');
    const forwards = await scoreTogether(scorer, choices);
    const backwards = await scoreTogether(scorer, choices.toReversed());
    expectClose(backwards.toReversed(), forwards);
  });

  test('gives the same scores where choices are too many for one tree', async (context) => {
    const scorer = await openCheckpoint(context, 'gated-resaved');
    const many = Array.from({ length: 150 }, (_, index) => [10, 11, 12 + index, 13, 14, 1]);
    const scores = await scoreTogether(scorer, many);
    expectClose(
      [scores[0], scores[149]],
      await scoreEach(scorer, [many[0] ?? [], many[149] ?? []]),
    );
  });

  test('leaves nothing in the cache folder once the graphs are loaded', async (context) => {
    const folder = join(copyCheckpoint(context, 'relu'), 'cache');
    await openCheckpoint(context, 'relu', folder);
    assert.deepEqual(readdirSync(folder), []);
  });
});

async function openCheckpoint(
  context: TestContext,
  name: string,
  cacheFolder = testCacheFolder,
): Promise<ChoiceScorer> {
  const load = createModelLoader({ threads: 1, cacheFolder });
  const { scorer } = await load(loadRequest(copyCheckpoint(context, name)));
  context.after(() => scorer.dispose());
  return scorer;
}

async function scoreTogether(
  scorer: ChoiceScorer,
  choices: readonly (readonly number[])[],
): Promise<readonly number[]> {
  return (await scorer.score([{ input, choices }]))[0] ?? [];
}

async function scoreEach(
  scorer: ChoiceScorer,
  choices: readonly (readonly number[])[],
): Promise<(number | undefined)[]> {
  const scores: (number | undefined)[] = [];
  for (const choice of choices) {
    scores.push((await scoreTogether(scorer, [choice]))[0]);
  }
  return scores;
}

function expectClose(
  actual: readonly (number | undefined)[],
  expected: readonly (number | undefined)[],
): void {
  assert.equal(actual.length, expected.length);
  for (const [index, score = Number.NaN] of actual.entries()) {
    const reference = expected[index] ?? Number.NaN;
    assert.ok(Math.abs(score - reference) <= 1e-3, `${score}, expected ${reference}`);
  }
}
