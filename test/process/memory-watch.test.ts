import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { MemoryWatch } from '../../server/src/process/memory-watch.ts';
import { memoryReaderFor } from '../../server/src/process/resident-memory.ts';

/** A process that holds so many megabytes at one look after the other, and then stays. */
function readings(...megabytes: readonly number[]) {
  let look = 0;
  const read = async () => megabytes[Math.min(look++, megabytes.length - 1)];
  return { intervalMs: 1, read };
}

/** Whether a watch with a budget of 100 MB ends the render, and whether the process is worn after it. */
async function watch(...megabytes: readonly number[]) {
  const memory = new MemoryWatch(1, 100, readings(...megabytes));
  await memory.markRest();
  let isExceeded = false;
  const end = memory.start(() => {
    isExceeded = true;
  });
  await delay(60);
  end();
  return { isExceeded, isWorn: memory.isWorn() };
}

suite('memory', () => {
  test('may grow by the budget over what the process held when it was new', async () => {
    assert.deepEqual(await watch(50, 60, 150), { isExceeded: false, isWorn: true });
    assert.deepEqual(await watch(50, 60, 151), { isExceeded: true, isWorn: true });
    assert.deepEqual(await watch(50, 60, 100), { isExceeded: false, isWorn: false });
  });

  test('that an earlier render left behind is not held against the next one', async () => {
    assert.deepEqual(await watch(50, 140, 180), { isExceeded: false, isWorn: true });
    assert.deepEqual(await watch(50, 140, 191), { isExceeded: true, isWorn: true });
  });

  test('is watched from the first render on, while the process still starts', async () => {
    let held = 50;
    const memory = new MemoryWatch(1, 100, { intervalMs: 1, read: async () => held });
    let isExceeded = false;
    const end = memory.start(() => {
      isExceeded = true;
    });
    await delay(10);
    await memory.markRest();
    await delay(60);
    held = 160;
    await delay(60);
    end();
    assert.equal(isExceeded, true);
  });

  test('of a process can be read, and of one that has ended it cannot', {
    skip: process.platform === 'win32' && 'Windows has no quick way to ask',
  }, async () => {
    for (const platform of [process.platform, 'darwin'] as const) {
      const reader = memoryReaderFor(platform);
      assert.ok(reader);
      const here = (await reader.read(process.pid)) ?? 0;
      assert.ok(Math.abs(here - process.memoryUsage().rss / 2 ** 20) < 30, `${here}`);
      assert.equal(await reader.read(2 ** 22 - 1), undefined);
    }
    assert.equal(memoryReaderFor('win32'), undefined);
  });
});
