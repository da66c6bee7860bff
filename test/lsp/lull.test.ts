import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createLull } from '../../server/src/lsp/lull.ts';

/** Time that passes when it is told to. */
function clock() {
  let now = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    timers: {
      start(delayMs: number, callback: () => void) {
        const timer = { at: now + delayMs, callback };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
    },
    pass(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
    },
  };
}

suite('a lull', () => {
  test('comes when nothing happened for a while', () => {
    const { timers, pass } = clock();
    const lull = createLull(timers, 300);
    const calls: string[] = [];
    lull.await(() => calls.push('checked'));
    pass(200);
    lull.disturb();
    pass(200);
    assert.deepEqual(calls, []);
    pass(100);
    assert.deepEqual(calls, ['checked']);
    pass(1000);
    assert.deepEqual(calls, ['checked']);
  });

  test('comes for all who wait for it', () => {
    const { timers, pass } = clock();
    const lull = createLull(timers, 300);
    const calls: number[] = [];
    lull.await(() => calls.push(1));
    pass(200);
    lull.await(() => calls.push(2));
    pass(299);
    assert.deepEqual(calls, []);
    pass(1);
    assert.deepEqual(calls, [1, 2]);
  });

  test('is the next one for who begins to wait in it', () => {
    const { timers, pass } = clock();
    const lull = createLull(timers, 300);
    const calls: number[] = [];
    lull.await(() => lull.await(() => calls.push(2)));
    pass(300);
    assert.deepEqual(calls, []);
    pass(300);
    assert.deepEqual(calls, [2]);
  });
});
