import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { saturates } from '../../server/src/scoring/graph/saturation.ts';
import { createGraphOpener } from '../../server/src/scoring/onnx-session.ts';
import { expectClose, expectEqual, type RecordedScore, scoreAll } from './support/compare.ts';
import { copyMergedModel, copyModel, startClient } from './support/model.ts';

const recorded = readRecorded('scores.json');

suite('the scoring process', () => {
  for (const inputEos of [false, true]) {
    const cases = recorded.filter((each) => each.inputEos === inputEos);
    const title = inputEos ? 'with' : 'without';
    test(`agrees with transformers, ${title} \`</s>\` on inputs`, async (context) => {
      const scores = await scoreAll(
        startClient(context),
        cases,
        inputEos ? 'on' : 'off',
        copyModel(context),
      );
      for (const [index, expected] of cases.entries()) {
        expectEqual(scores[index], expected);
      }
    });
  }

  test('agrees with transformers on a merged decoder with external data', async (context) => {
    const cases = readRecorded('merged-scores.json');
    const modelFolder = copyMergedModel(context);
    const scores = await scoreAll(startClient(context), cases, 'off', modelFolder);
    for (const [index, expected] of cases.entries()) {
      expectEqual(scores[index], expected);
    }
  });

  test('agrees with ONNX Runtime on the quantized variant of an export', async (context) => {
    const cases = readRecorded('quantized-scores.json');
    const modelFolder = copyModel(context);
    const scores = await scoreAll(startClient(context), cases, 'off', modelFolder, 'int8');
    // Recorded on a processor with VNNI; without, ONNX Runtime itself gives other scores for the stock graph.
    const isCutOff = await saturates(createGraphOpener('cpu', 1), modelFolder);
    for (const [index, expected] of cases.entries()) {
      expectEqual(scores[index], expected, isCutOff ? 0.5 : undefined);
    }
  });

  test('leaves `</s>` off the inputs of a model that is no flan-t5', async (context) => {
    const client = startClient(context);
    const cases = recorded.slice(0, 1);
    const model = copyModel(context);
    assert.deepEqual(
      await scoreAll(client, cases, 'auto', model),
      await scoreAll(client, cases, 'off', model),
    );
  });

  test('scores alike in any order and alone', async (context) => {
    const client = startClient(context);
    const model = copyModel(context);
    const together = await scoreAll(client, recorded, 'off', model);
    const backwards = (await scoreAll(client, recorded.toReversed(), 'off', model)).toReversed();
    const alone = await scoreAll(client, recorded.slice(14, 15), 'off', model);
    for (const [index, prompt] of together.entries()) {
      expectClose(backwards[index]?.choices ?? [], prompt.choices, 1e-6);
    }
    expectClose(alone[0]?.choices ?? [], together[14]?.choices ?? [], 1e-6);
  });

  test('says where it cut', async (context) => {
    const scores = await scoreAll(startClient(context), recorded, 'off', copyModel(context));
    for (const score of scores) {
      assert.ok(score.inputTokens <= 1024);
      assert.ok(score.choices.every(({ tokens }) => tokens <= 256));
    }
    const inputs = scores.filter((score) => score.isInputCut);
    const choices = scores.filter((score) => score.isChoiceCut);
    assert.deepEqual([inputs.length > 0, choices.length > 0], [true, true]);
    assert.ok(inputs.every(({ inputTokens }) => inputTokens === 1024));
  });
});

function readRecorded(name: string): RecordedScore[] {
  return JSON.parse(readFileSync(new URL(`recorded/${name}`, import.meta.url), 'utf8'));
}
