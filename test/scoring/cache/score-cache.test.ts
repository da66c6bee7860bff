import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { openScoreCache, type ScoreCache } from '../../../server/src/scoring/cache/score-cache.ts';
import { scoreKeys } from '../../../server/src/scoring/cache/score-key.ts';
import { encodeRecord, RECORD_BYTES } from '../../../server/src/scoring/cache/score-records.ts';

const keyOf = (number: number) => scoreKeys('model', [number], [[1]])[0] ?? Buffer.alloc(0);
const scoresOf = (...numbers: readonly number[]) =>
  numbers.map((number) => [keyOf(number), -number] as const);
const held = (cache: ScoreCache, ...numbers: readonly number[]) =>
  numbers.map((number) => cache.get(keyOf(number)));

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-scores-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const open = (folder: string, context = 'model', maxBytes = 2 ** 20) =>
  openScoreCache({ folder, context, maxBytes });

suite('the cache of scores', () => {
  test('keeps scores for the next process', async (context) => {
    const folder = temporaryFolder(context);
    await (await open(folder)).add(scoresOf(1, 2));
    assert.deepEqual(held(await open(folder), 1, 2, 3), [-1, -2, undefined]);
  });

  test('shares them between two windows that have it open', async (context) => {
    const folder = temporaryFolder(context);
    const [here, there] = [await open(folder), await open(folder)];
    await Promise.all([here.add(scoresOf(1)), there.add(scoresOf(2))]);
    await Promise.all([here.refresh(), there.refresh()]);
    assert.deepEqual(
      [held(here, 1, 2), held(there, 1, 2)],
      [
        [-1, -2],
        [-1, -2],
      ],
    );
  });

  test('does not mix up two models', async (context) => {
    const folder = temporaryFolder(context);
    await (await open(folder, 'one')).add(scoresOf(1));
    assert.deepEqual(held(await open(folder, 'another'), 1), [undefined]);
  });

  test('keeps no score that is not finite', async (context) => {
    const cache = await open(temporaryFolder(context));
    await cache.add([
      [keyOf(1), Number.NaN],
      [keyOf(2), Number.NEGATIVE_INFINITY],
    ]);
    assert.deepEqual(held(cache, 1, 2), [undefined, undefined]);
  });

  for (const { what, rubbish } of [
    {
      what: 'a record that a killed process left half written',
      rubbish: encodeRecord(keyOf(9), -9).subarray(0, 17),
    },
    {
      what: 'zeros, as a crash of the system leaves them',
      rubbish: Buffer.alloc(3 * RECORD_BYTES + 5),
    },
    {
      what: 'bytes of something else',
      rubbish: Buffer.from('version https://git-lfs.github.com/spec/v1\n'.repeat(3)),
    },
  ]) {
    test(`loses none of its scores to ${what}`, async (context) => {
      const folder = temporaryFolder(context);
      await (await open(folder)).add(scoresOf(1));
      appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), rubbish);
      await (await open(folder)).add(scoresOf(2, 3));
      assert.deepEqual(held(await open(folder), 1, 2, 3, 9), [-1, -2, -3, undefined]);
    });
  }

  test('reads a file that is longer than one read', async (context) => {
    const folder = temporaryFolder(context);
    const numbers = Array.from({ length: 38_000 }, (_, index) => index + 1);
    await (await open(folder, 'model', 2 ** 24)).add(scoresOf(...numbers));
    const cache = await open(folder, 'model', 2 ** 24);
    assert.deepEqual(
      held(cache, ...numbers),
      numbers.map((number) => -number),
    );
  });
});

suite('the size of the cache', () => {
  const sizeOf = (folder: string) =>
    readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

  test('stays within its cap, and the newest scores stay', async (context) => {
    const folder = temporaryFolder(context);
    const maxBytes = 100 * RECORD_BYTES;
    const cache = await open(folder, 'model', maxBytes);
    for (let number = 1; number <= 1000; number++) {
      await cache.add(scoresOf(number));
      assert.ok(sizeOf(folder) <= maxBytes * 1.1);
    }
    const next = await open(folder, 'model', maxBytes);
    assert.deepEqual(held(next, 1, 500, 999, 1000), [undefined, undefined, -999, -1000]);
  });

  test('is made by letting go of the model that was not used for longest', async (context) => {
    const folder = temporaryFolder(context);
    const fill = Array.from({ length: 40 }, (_, index) => index);
    for (const [age, model] of ['old', 'older', 'new'].entries()) {
      await (await open(folder, model)).add(scoresOf(...fill));
      const [newest] = readdirSync(folder).filter(
        (it) => statSync(join(folder, it)).mtimeMs > 1e12 - 1,
      );
      assert.ok(newest);
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const { mtimeMs } = statSync(path);
        if (Date.now() - mtimeMs < 60_000) utimesSync(path, 1e6 - age * 1e5, 1e6 - age * 1e5);
      }
    }
    await open(folder, 'new', 90 * RECORD_BYTES);
    assert.equal(readdirSync(folder).length, 2);
    assert.deepEqual(held(await open(folder, 'old'), 1), [-1]);
    assert.deepEqual(held(await open(folder, 'older'), 1), [undefined]);
  });
});

suite('a cache that cannot be written', () => {
  test('works in memory and says so where its folder is a file', async (context) => {
    const folder = join(temporaryFolder(context), 'file');
    writeFileSync(folder, '');
    const cache = await open(folder);
    await cache.add(scoresOf(1));
    assert.deepEqual(held(cache, 1), [-1]);
    assert.match(
      cache.problem() ?? '',
      /^Scores cannot be kept \(`.*file`: .*\): this run goes on/,
    );
  });

  test('says that the disk is full, and tries again with the next request', async (context) => {
    if (process.platform !== 'linux') {
      context.skip('only Linux has a device that is always full');
      return;
    }
    const folder = temporaryFolder(context);
    mkdirSync(folder, { recursive: true });
    await (await open(folder)).add(scoresOf(1));
    const path = join(folder, readdirSync(folder)[0] ?? '');
    const cache = await open(folder);
    rmSync(path);
    symlinkSync('/dev/full', path);
    await cache.add(scoresOf(2));
    assert.match(cache.problem() ?? '', /the disk of `.*` is full/);
    assert.deepEqual(held(cache, 1, 2), [-1, -2]);
    rmSync(path);
    await cache.refresh();
    await cache.add(scoresOf(3));
    assert.equal(cache.problem(), undefined);
    assert.deepEqual(held(await open(folder), 3), [-3]);
  });
});
