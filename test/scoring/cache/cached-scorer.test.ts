import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { createCachedScorer } from '../../../server/src/scoring/cache/cached-scorer.ts';
import { openScoreCache } from '../../../server/src/scoring/cache/score-cache.ts';
import type { ChoiceScorer, TokenPrompt } from '../../../server/src/scoring/choice-scorer.ts';

/** Scores a choice by its tokens, and remembers what it was asked. */
function countingModel() {
  const asked: TokenPrompt[] = [];
  const model: ChoiceScorer = {
    batchLimits: { maxRows: 8, maxTokens: 100 },
    async score(prompts) {
      asked.push(...prompts);
      return prompts.map(({ input, choices }) =>
        choices.map((tokens) => -(input[0] ?? 0) - tokens.length / 10),
      );
    },
    async dispose() {},
  };
  return { model, asked };
}

async function openCache(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'p3-cached-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return openScoreCache({ folder, context: 'model', maxBytes: 1e6 });
}

const one = { input: [1], choices: [[7], [8, 9]] };
const two = { input: [2], choices: [[7]] };

suite('a scorer with a memory', () => {
  test('asks the model once for each score', async (context) => {
    const { model, asked } = countingModel();
    const scorer = createCachedScorer(model, await openCache(context), 'model');
    const first = await scorer.score([one, two]);
    assert.deepEqual(first, [[-1.1, -1.2], [-2.1]]);
    assert.deepEqual(await scorer.score([two, one]), first.toReversed());
    assert.deepEqual(asked, [one, two]);
  });

  test('asks for a new choice alone, and for a new input with all choices', async (context) => {
    const { model, asked } = countingModel();
    const scorer = createCachedScorer(model, await openCache(context), 'model');
    await scorer.score([one]);
    asked.length = 0;
    const scores = await scorer.score([
      { input: [1], choices: [[5, 5, 5], [7]] },
      { input: [3], choices: [[7]] },
    ]);
    assert.deepEqual(scores, [[-1.3, -1.1], [-3.1]]);
    assert.deepEqual(asked, [
      { input: [1], choices: [[5, 5, 5]] },
      { input: [3], choices: [[7]] },
    ]);
  });

  test('asks again for a score that was not a number', async (context) => {
    const asked: TokenPrompt[] = [];
    const broken: ChoiceScorer = {
      ...countingModel().model,
      async score(prompts) {
        asked.push(...prompts);
        return prompts.map(({ choices }) => choices.map(() => Number.NaN));
      },
    };
    const scorer = createCachedScorer(broken, await openCache(context), 'model');
    assert.deepEqual(await scorer.score([two]), [[Number.NaN]]);
    await scorer.score([two]);
    assert.equal(asked.length, 2);
  });
});
