import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { openCheckpoint } from '../../server/src/scoring/checkpoint/open-checkpoint.ts';
import { storedPrecision } from '../../server/src/scoring/checkpoint/precision.ts';
import { quantizeCheckpoint } from '../../server/src/scoring/checkpoint/quantize-checkpoint.ts';
import type { ChoiceScorer } from '../../server/src/scoring/choice-scorer.ts';
import { saturates } from '../../server/src/scoring/graph/saturation.ts';
import { createModelLoader } from '../../server/src/scoring/model-loader.ts';
import { createGraphOpener } from '../../server/src/scoring/onnx-session.ts';
import type { Precision } from '../../server/src/scoring/scoring-protocol.ts';
import { copyCheckpoint, copyModel, loadRequest, temporaryFolder } from './support/model.ts';

const prompt = {
  input: [17, 400, 23, 1200, 9, 80, 31, 7, 7, 250],
  choices: [
    [5, 6, 7, 1],
    [5, 1],
    [300, 20, 1],
  ],
};

/** Every kind of layers, matrices and files, with how much int8 may shift scores of about −30: six random numbers wide. */
const kinds = {
  'gated-untied': 0.4,
  'gated-tied': 3,
  relu: 0.4,
  'bfloat16-sharded': 1,
  pytorch: 0.4,
};
/** On processors without VNNI activations have 7 bits, which shift scores twice as much. */
const narrowFactor = 2.2;

suite('a quantized checkpoint', () => {
  for (const precision of ['int8', 'int8-wo-fp32', 'int4'] as const) {
    for (const [kind, shift] of Object.entries(kinds)) {
      test(`scores nearly as in fp32: ${kind} in ${precision}`, async (context) => {
        const folder = copyCheckpoint(context, kind);
        const isNarrow = await saturates(createGraphOpener('cpu', 1), temporaryFolder(context));
        const tolerance = shift * (precision === 'int4' ? 8 : isNarrow ? narrowFactor : 1);
        const [expected = []] = await scoreIn(context, folder, 'fp32');
        const [actual = []] = await scoreIn(context, folder, precision);
        for (const [index, score] of actual.entries()) {
          const reference = expected[index] ?? Number.NaN;
          assert.notEqual(score, reference, 'other weights give other scores');
          assert.ok(Math.abs(score - reference) < tolerance, `${score}, expected ${reference}`);
        }
      });
    }
  }

  test('is scored as it is stored, and in nothing else', async (context) => {
    const source = copyCheckpoint(context, 'gated-untied');
    const stored = copyCheckpoint(context, 'gated-untied');
    for (const precision of ['int8', 'int8-wo-fp32', 'int4'] as const) {
      const weights = join(stored, 'model.safetensors');
      await quantizeCheckpoint(await openCheckpoint(source), precision, weights);
      assert.equal(storedPrecision(await openCheckpoint(stored)), precision);
      const kept = await scoreIn(context, stored, 'auto');
      assert.deepEqual(kept, await scoreIn(context, source, precision));
      await assert.rejects(scoreIn(context, stored, 'fp32'), {
        message: new RegExp(`are stored in ${precision}, from which fp32 cannot be made`),
      });
    }
  });

  test('is made once, and half of one is never used', async (context) => {
    const folder = copyCheckpoint(context, 'relu');
    const cacheFolder = temporaryFolder(context);
    await scoreIn(context, folder, 'int8', cacheFolder);
    const [name = ''] = readdirSync(join(cacheFolder, 'quantized'));
    const path = join(cacheFolder, 'quantized', name, 'model.safetensors');
    const { ino } = statSync(path);
    await scoreIn(context, folder, 'int8', cacheFolder);
    assert.equal(statSync(path).ino, ino);
    assert.deepEqual(readdirSync(join(cacheFolder, 'quantized')), [name], 'nothing half is left');
  });

  test('is not made of values that are no numbers', async (context) => {
    const folder = copyCheckpoint(context, 'relu');
    const cacheFolder = temporaryFolder(context);
    const path = join(folder, 'model.safetensors');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, bytes.length - 40));
    await assert.rejects(scoreIn(context, folder, 'int8', cacheFolder), {
      message: /^Tensor `.+` in `.+` has values that are not finite numbers/,
    });
    assert.deepEqual(readdirSync(join(cacheFolder, 'quantized')), []);
  });

  test('is refused where there is none: an exported model without that variant', async (context) => {
    const folder = copyModel(context);
    await assert.rejects(scoreIn(context, folder, 'int4'), {
      message: /^The ONNX model in `.+` has no variant in int4\. Choose another precision/,
    });
  });
});

async function scoreIn(
  context: TestContext,
  folder: string,
  precision: Precision,
  cacheFolder = temporaryFolder(context),
): Promise<readonly (readonly number[])[]> {
  const load = createModelLoader({ threads: 1, cacheFolder });
  let scorer: ChoiceScorer | undefined;
  try {
    scorer = (await load(loadRequest(folder, { precision }))).scorer;
    return await scorer.score([prompt]);
  } finally {
    await scorer?.dispose();
  }
}
