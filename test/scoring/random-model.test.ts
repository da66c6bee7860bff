import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ChoiceScorer, TokenPrompt } from '../../server/src/scoring/choice-scorer.ts';
import { createModelLoader } from '../../server/src/scoring/model-loader.ts';
import { testShape, writeRandomModel } from '../bench/score/random-model.ts';
import { loadRequest, testCacheFolder } from './support/model.ts';

interface RecordedPrompt extends TokenPrompt {
  readonly scores: readonly number[];
}

const recordedFolder = fileURLToPath(new URL('recorded', import.meta.url));
const recorded: readonly RecordedPrompt[] = JSON.parse(
  readFileSync(join(recordedFolder, 'random-model-scores.json'), 'utf8'),
);

suite('a model of nine million random parameters', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p3-random-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  before(async () => {
    cpSync(join(recordedFolder, 'tokenizer'), folder, { recursive: true });
    await writeRandomModel(folder, testShape);
  });

  test('is scored as transformers does, whatever is in a batch', async () => {
    const load = createModelLoader({ threads: 2, cacheFolder: testCacheFolder });
    const { scorer } = await load(loadRequest(folder));
    try {
      expectScores(await scorer.score(recorded), 1e-3);
      expectScores((await scorer.score(recorded.toReversed())).toReversed(), 1e-3);
      expectScores(await scoreAlone(scorer), 1e-3);
    } finally {
      await scorer.dispose();
    }
  });

  test('ranks nearly alike in int8', async () => {
    const load = createModelLoader({ threads: 1, cacheFolder: testCacheFolder });
    const { scorer } = await load(loadRequest(folder, { precision: 'int8' }));
    try {
      const scores = await scoreAlone(scorer);
      const kept = recorded.filter(
        ({ scores: expected }, index) => best(scores[index] ?? []) === best(expected),
      );
      assert.ok(kept.length >= recorded.length - 1, `${kept.length} of ${recorded.length}`);
    } finally {
      await scorer.dispose();
    }
  });
});

async function scoreAlone(scorer: ChoiceScorer): Promise<readonly (readonly number[])[]> {
  const scores: (readonly number[])[] = [];
  for (const prompt of recorded) {
    scores.push(...(await scorer.score([prompt])));
  }
  return scores;
}

function best(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

function expectScores(actual: readonly (readonly number[])[], tolerance: number): void {
  assert.equal(actual.length, recorded.length);
  for (const [prompt, { scores }] of recorded.entries()) {
    for (const [choice, expected] of scores.entries()) {
      const score = actual[prompt]?.[choice] ?? Number.NaN;
      assert.ok(Math.abs(score - expected) <= tolerance, `${score}, expected ${expected}`);
    }
  }
}
