import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { createModelLoader } from '../../server/src/scoring/model-loader.ts';
import { type EncoderDecoder, scoreRows } from '../../server/src/scoring/row-scorer.ts';
import { scorePrompts } from '../../server/src/scoring/scorer.ts';
import type { PromptScore, ScorePrompt } from '../../server/src/scoring/scoring-protocol.ts';
import { copyModel, loadRequest, oneReview, testCacheFolder } from './support/model.ts';

suite('scoring a prompt', async () => {
  const model = await createModelLoader({ threads: 1, cacheFolder: testCacheFolder })(
    loadRequest(copyModel({ after })),
  );
  after(() => model.scorer.dispose());
  const options = { tokenize: model.tokenize, endToken: 1, inputEos: false };
  const scoreOne = async (prompt: ScorePrompt): Promise<PromptScore> => {
    const [score] = (await scorePrompts(model.scorer, options, [prompt])) ?? [];
    assert.ok(score);
    return score;
  };
  const score = (choices: readonly string[]) => scoreOne({ ...oneReview, choices });

  test('gives a choice the same score whatever is scored beside it', async () => {
    const long = 'a rather long answer about the weather in the mountains '.repeat(8);
    const alone = (await score(['yes'])).choices[0]?.logLikelihood ?? Number.NaN;
    const among = await score([long, 'no', 'yes', long.slice(4), '', long.slice(9)]);
    assert.ok(Math.abs((among.choices[2]?.logLikelihood ?? 0) - alone) < 1e-4);
  });

  test('ties equal choices exactly, even where lengths part them', async () => {
    const long = 'committee energy water '.repeat(80);
    const { choices } = await score(['yes', long, 'no', ` yes`, long, 'yes']);
    const [first, firstLong, , spaced, secondLong, last] = choices.map(
      (each) => each.logLikelihood,
    );
    assert.equal(first, spaced);
    assert.equal(first, last);
    assert.equal(firstLong, secondLong);
  });

  test('counts `</s>` among the tokens of a choice', async () => {
    const { choices } = await score(['', 'yes']);
    assert.deepEqual(
      choices.map(({ tokens }) => tokens),
      [1, model.tokenize('yes').length + 1],
    );
  });

  test('gives no score to an input without tokens', async () => {
    const empty = { row: 3, input: '\u200b', choices: ['yes', 'no'] };
    const { inputTokens, choices } = await scoreOne(empty);
    assert.equal(inputTokens, 0);
    assert.deepEqual(
      choices.map(({ logLikelihood }) => logLikelihood),
      [null, null],
    );
  });
});

suite('scoring rows of a decoder', () => {
  test('runs the encoder once, and the decoder once for all choices', async () => {
    const runs: string[] = [];
    const uniform: EncoderDecoder<number> = {
      async encode(tokens) {
        runs.push('encode');
        return tokens.length;
      },
      async decode(_, rows) {
        runs.push(`decode ${rows.length}`);
        return { data: new Float32Array(rows.length * 2).fill(Math.log(0.25)), length: 2 };
      },
    };
    const sums = await scoreRows(uniform, 0, [3], [[2, 1], [1], [3, 1]]);
    assert.deepEqual(runs, ['encode', 'decode 3']);
    assert.deepEqual(
      sums.map((sum) => Math.round(Math.exp(-sum))),
      [16, 4, 16],
    );
  });
});
