import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { openModelFolder } from '../../server/src/scoring/model-folder.ts';
import { expectsInputEos } from '../../server/src/scoring/t5-config.ts';
import { copyModel } from './support/model.ts';

suite('a model folder', () => {
  test('is read with its name, graphs and settings', async (context) => {
    const path = copyModel(context);
    const folder = await openModelFolder(path);
    assert.equal(folder.name, 'p3-plain-t5');
    assert.deepEqual(folder.weights, {
      kind: 'optimum',
      precision: 'fp32',
      encoderPath: join(path, 'encoder_model.onnx'),
      decoderPath: join(path, 'decoder_model.onnx'),
    });
    assert.deepEqual([folder.config.decoderStartToken, folder.config.endToken], [0, 1]);
  });

  test('may keep its graphs in `onnx/`, and the decoder merged', async (context) => {
    const path = copyModel(context);
    mkdirSync(join(path, 'onnx'));
    renameSync(join(path, 'encoder_model.onnx'), join(path, 'onnx/encoder_model.onnx'));
    renameSync(join(path, 'decoder_model.onnx'), join(path, 'onnx/decoder_model_merged.onnx'));
    const { weights } = await openModelFolder(path);
    assert.deepEqual(weights, {
      kind: 'optimum',
      precision: 'fp32',
      encoderPath: join(path, 'onnx/encoder_model.onnx'),
      decoderPath: join(path, 'onnx/decoder_model_merged.onnx'),
    });
  });

  test('has another fingerprint once a file changes', async (context) => {
    const path = copyModel(context);
    const before = await openModelFolder(path);
    writeFileSync(join(path, 'encoder_model.onnx_data'), 'weights');
    assert.notEqual((await openModelFolder(path)).fingerprint, before.fingerprint);
  });

  test('may hold quantized graphs, which a precision names', async (context) => {
    const path = copyModel(context);
    const graphs = (ending: string) => ({
      kind: 'optimum',
      precision: ending === '' ? 'fp32' : 'int8',
      encoderPath: join(path, `encoder_model${ending}.onnx`),
      decoderPath: join(path, `decoder_model${ending}.onnx`),
    });
    assert.deepEqual((await openModelFolder(path, 'int8')).weights, graphs('_quantized'));
    rmSync(join(path, 'decoder_model.onnx'));
    assert.deepEqual((await openModelFolder(path)).weights, graphs('_quantized'));
  });

  test('that computes in float16 is refused with the reason', async (context) => {
    const path = copyModel(context);
    for (const part of ['encoder_model', 'decoder_model']) {
      renameSync(join(path, `${part}.onnx`), join(path, `${part}_fp16.onnx`));
      rmSync(join(path, `${part}_quantized.onnx`));
    }
    await assert.rejects(openModelFolder(path), {
      message: /^The ONNX model in `.*` computes in float16\. T5 overflows there/,
    });
  });

  for (const name of [
    'config.json',
    'tokenizer.json',
    'encoder_model.onnx',
    'decoder_model.onnx',
  ]) {
    test(`without \`${name}\` is refused by naming it`, async (context) => {
      const damage = (path: string) => {
        rmSync(join(path, name));
        rmSync(join(path, 'encoder_model_quantized.onnx'));
      };
      await refuses(context, damage, [
        `\`${name}\` is missing in the model folder`,
        'optimum-cli export onnx',
      ]);
    });
  }

  test('that does not exist is refused by its path', async () => {
    await assert.rejects(openModelFolder('/nowhere/model'), {
      message: /^The model folder `\/nowhere\/model` does not exist\. A model is a folder with/,
    });
  });

  test('that is a file is refused', async (context) => {
    await assert.rejects(openModelFolder(join(copyModel(context), 'config.json')), {
      message: /is a file, not a model folder/,
    });
  });

  test('with a damaged `config.json` is refused', async (context) => {
    await refuses(context, (path) => writeFileSync(join(path, 'config.json'), '{"a":'), [
      'config.json` is not valid JSON',
      'Export or copy the model again.',
    ]);
  });

  test('with a list for a `tokenizer.json` is refused', async (context) => {
    await refuses(context, (path) => writeFileSync(join(path, 'tokenizer.json'), '[]'), [
      'tokenizer.json` holds no JSON object',
    ]);
  });

  test('with an empty graph is refused', async (context) => {
    await refuses(context, (path) => writeFileSync(join(path, 'decoder_model.onnx'), ''), [
      'decoder_model.onnx` is empty',
    ]);
  });

  test('of another kind of model is refused by its type', async (context) => {
    const bert = '{"model_type":"bert","vocab_size":10}';
    await refuses(context, (path) => writeFileSync(join(path, 'config.json'), bert), [
      'says `model_type` "bert", but only T5 models',
    ]);
  });

  test('whose vocabulary size is unknown is refused', async (context) => {
    const config = '{"model_type":"t5","vocab_size":"many"}';
    await refuses(context, (path) => writeFileSync(join(path, 'config.json'), config), [
      '`vocab_size` in',
      'is "many", expected a whole number',
    ]);
  });

  test('whose end token is beyond the vocabulary is refused', async (context) => {
    const config = '{"model_type":"t5","vocab_size":10,"eos_token_id":10}';
    await refuses(context, (path) => writeFileSync(join(path, 'config.json'), config), [
      'names token 10, beyond its `vocab_size` of 10',
    ]);
  });
});

suite('`</s>` on inputs', () => {
  test('is expected by flan-t5 and not by T0', () => {
    assert.equal(expectsInputEos('google/flan-t5-small'), true);
    assert.equal(expectsInputEos('/models/models--google--flan-ul2/snapshots/1'), true);
    assert.equal(expectsInputEos('bigscience/T0_3B'), false);
  });
});

async function refuses(
  context: TestContext,
  damage: (path: string) => void,
  says: readonly string[],
): Promise<void> {
  const path = copyModel(context);
  damage(path);
  await assert.rejects(openModelFolder(path), (error: Error) => {
    for (const part of says) {
      assert.ok(error.message.includes(part), `"${error.message}" does not say "${part}"`);
    }
    return true;
  });
}
