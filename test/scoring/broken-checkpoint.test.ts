import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { copyCheckpoint, oneReview, requestFor, startClient } from './support/model.ts';
import { editHeader } from './support/safetensors.ts';

const WEIGHTS = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';
const SHARD = 'model-00002-of-00003.safetensors';

suite('a broken checkpoint', () => {
  const cases: readonly {
    readonly what: string;
    readonly kind: string;
    readonly damage: (folder: string) => void;
    readonly says: RegExp;
  }[] = [
    {
      what: 'weights that were cut off',
      kind: 'relu',
      damage: (folder) => truncateSync(join(folder, WEIGHTS), 40_000),
      says: /^Tensor `[\w.]+` in `.*model\.safetensors` ends \d+ bytes beyond the end of the file, which is cut off/,
    },
    {
      what: 'a missing tensor',
      kind: 'gated-untied',
      damage: (folder) =>
        editHeader(join(folder, WEIGHTS), (header) => {
          delete header['encoder.block.1.layer.1.DenseReluDense.wi_1.weight'];
        }),
      says: /^Tensor `encoder\.block\.1\.layer\.1\.DenseReluDense\.wi_1\.weight` is missing in the checkpoint/,
    },
    {
      what: 'a tensor of another shape',
      kind: 'gated-untied',
      damage: (folder) =>
        editHeader(join(folder, WEIGHTS), (header) => {
          header['shared.weight']?.shape.reverse();
        }),
      says: /^Tensor `shared\.weight` in `.*` has the shape \[6, 1800\], but `config\.json` says \[1800, 6\]/,
    },
    {
      what: 'a configuration of another model',
      kind: 'relu',
      damage: (folder) => edit(join(folder, 'config.json'), '"d_ff": 12', '"d_ff": 13'),
      says: /wi\.weight` in `.*` has the shape \[12, 6\], but `config\.json` says \[13, 6\]/,
    },
    {
      what: 'weights of a type that is not scored',
      kind: 'relu',
      damage: (folder) =>
        editHeader(join(folder, WEIGHTS), (header) => {
          const entry = header['shared.weight'];
          assert.ok(entry);
          entry.dtype = 'I32';
        }),
      says: /^Tensor `shared\.weight` in `.*` has the type I32; only F32, BF16 and F16/,
    },
    {
      what: 'an activation that is not supported',
      kind: 'relu',
      damage: (folder) => edit(join(folder, 'config.json'), '"relu"', '"gated-silu"'),
      says: /^`feed_forward_proj` in `.*` is "gated-silu"; only `relu`/,
    },
    {
      what: 'a layer count of nothing',
      kind: 'relu',
      damage: (folder) => edit(join(folder, 'config.json'), '"num_layers": 2', '"num_layers": 0'),
      says: /^`num_layers` in `.*` is 0, which is no size of a model/,
    },
    {
      what: 'a part that is missing',
      kind: 'sharded',
      damage: (folder) => rmSync(join(folder, SHARD)),
      says: /^`model-00002-of-00003\.safetensors` is missing in the model folder `.*`, but `model\.safetensors\.index\.json` names it/,
    },
    {
      what: 'a part that lacks a tensor',
      kind: 'sharded',
      damage: (folder) =>
        editHeader(join(folder, SHARD), (header) => {
          delete header[Object.keys(header).at(-1) ?? ''];
        }),
      says: /^Tensor `[\w.]+` is not in `.*model-00002-of-00003\.safetensors`, where/,
    },
    {
      what: 'an index that leads out of the folder',
      kind: 'sharded',
      damage: (folder) => edit(join(folder, INDEX), SHARD, `../${SHARD}`),
      says: /^`.*index\.json` places tensor `.*` in "\.\.\/model-00002.*", expected the name/,
    },
    {
      what: 'an index without a map',
      kind: 'sharded',
      damage: (folder) => writeFileSync(join(folder, INDEX), '{"weight_map":7}'),
      says: /index\.json` has no `weight_map`/,
    },
    {
      what: 'weights of safetensors under the name of a pickle',
      kind: 'relu',
      damage: (folder) => renameSync(join(folder, WEIGHTS), join(folder, 'pytorch_model.bin')),
      says: /^`.*pytorch_model\.bin` is no file of `torch\.save`/,
    },
    {
      what: 'a pickle that was cut off',
      kind: 'pytorch',
      damage: (folder) => truncateSync(join(folder, 'pytorch_model.bin'), 30_000),
      says: /^`.*pytorch_model\.bin` has no directory of a zip archive at its end/,
    },
    {
      what: 'no weights',
      kind: 'relu',
      damage: (folder) => rmSync(join(folder, WEIGHTS)),
      says: /^`model\.safetensors` or `encoder_model\.onnx` is missing in the model folder/,
    },
  ];

  for (const { what, kind, damage, says } of cases) {
    test(`gives a sentence for ${what}`, async (context) => {
      const modelFolder = copyCheckpoint(context, kind);
      damage(modelFolder);
      const reply = await startClient(context).score(requestFor([oneReview], { modelFolder }));
      assert.equal(reply.kind, 'failed', JSON.stringify(reply));
      assert.match(reply.message, says);
      assert.doesNotMatch(reply.message, /\n/);
    });
  }

  test('whose weights are not numbers gives scores that are null', async (context) => {
    const modelFolder = copyCheckpoint(context, 'relu');
    const path = join(modelFolder, WEIGHTS);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, bytes.length - 40));
    const reply = await startClient(context).score(requestFor([oneReview], { modelFolder }));
    assert.equal(reply.kind, 'scored', JSON.stringify(reply));
    assert.deepEqual(
      reply.prompts[0]?.choices.map(({ logLikelihood }) => logLikelihood),
      [null, null],
    );
  });
});

suite('where a checkpoint lies', () => {
  test("may be the Hub's cache, which is made of symbolic links", async (context) => {
    const blobs = copyCheckpoint(context, 'sharded');
    const snapshot = join(blobs, 'snapshots');
    mkdirSync(snapshot);
    for (const name of readdirSync(blobs).filter((each) => each.includes('.'))) {
      symlinkSync(join('..', name), join(snapshot, name));
    }
    await expectSameScores(context, blobs, snapshot);
  });

  test('in its file may be any, even where no element is aligned', async (context) => {
    const plain = copyCheckpoint(context, 'gated-untied');
    const shifted = copyCheckpoint(context, 'gated-untied');
    editHeader(join(shifted, WEIGHTS), () => {}, 3);
    await expectSameScores(context, plain, shifted);
  });

  test('on another disk than the cache folder needs a copy, once allowed', async (context) => {
    const cacheFolder = secondDisk(context);
    if (cacheFolder === undefined) return;
    const modelFolder = copyCheckpoint(context, 'relu');
    const client = startClient(context, { cacheFolder });
    const copies = join(cacheFolder, 'copies');
    const { size } = statSync(join(modelFolder, WEIGHTS));

    const asked = await client.score(requestFor([oneReview], { modelFolder }));
    assert.equal(asked.kind, 'needs-copy');
    assert.equal(asked.bytes, size);
    assert.match(
      asked.message,
      /Scoring needs a copy of [\d.]+ kB there \(.* are free\): allow it, or set .*`P3_CACHE_DIR`/,
    );
    assert.deepEqual(readdirSync(copies), []);

    const stale = join(copies, 'unused for a month');
    writeFileSync(stale, '');
    utimesSync(stale, new Date(0), new Date(0));
    const allowed = await client.score(requestFor([oneReview], { modelFolder, allowCopy: true }));
    assert.equal(allowed.kind, 'scored', JSON.stringify(allowed));
    assert.deepEqual(readdirSync(cacheFolder), ['copies'], 'no link stays');
    const [copy = ''] = readdirSync(copies);
    assert.equal(statSync(join(copies, copy)).size, size);

    // Another process finds the copy, and asks no more.
    const again = await startClient(context, { cacheFolder }).score(
      requestFor([oneReview], { modelFolder }),
    );
    assert.deepEqual(again, allowed);
  });

  test('of the embedded model are copied to another disk unasked', async (context) => {
    const cacheFolder = secondDisk(context);
    if (cacheFolder === undefined) return;
    const client = startClient(context, { cacheFolder });
    const reply = await client.score(requestFor([oneReview], { modelFolder: null }));
    assert.equal(reply.kind, 'scored', JSON.stringify(reply));
  });

  test('may be read alone: nothing is written there, and no link stays', async (context) => {
    const modelFolder = copyCheckpoint(context, 'relu');
    const before = readdirSync(modelFolder);
    await startClient(context).score(requestFor([oneReview], { modelFolder }));
    assert.deepEqual(readdirSync(modelFolder), before);
    assert.equal(statSync(join(modelFolder, WEIGHTS)).nlink, 1);
  });
});

async function expectSameScores(
  context: Parameters<typeof startClient>[0],
  ...folders: readonly string[]
): Promise<void> {
  const client = startClient(context);
  const [expected, ...others] = await Promise.all(
    folders.map(async (modelFolder) => {
      const reply = await client.score(requestFor([oneReview], { modelFolder }));
      assert.equal(reply.kind, 'scored', JSON.stringify(reply));
      return reply.prompts;
    }),
  );
  for (const prompts of others) {
    assert.deepEqual(prompts, expected);
  }
}

/** A cache folder that nothing can be linked into; undefined, and the test is skipped, where there is one disk alone. */
function secondDisk(context: TestContext): string | undefined {
  const otherDisk = '/dev/shm';
  if (!existsSync(otherDisk) || statSync(otherDisk).dev === statSync(tmpdir()).dev) {
    context.skip('there is no second disk');
    return undefined;
  }
  const cacheFolder = mkdtempSync(join(otherDisk, 'p3-cache-'));
  context.after(() => rmSync(cacheFolder, { recursive: true }));
  return cacheFolder;
}

function edit(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
