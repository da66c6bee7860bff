import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createTimeLeft } from '../../server/src/scoring/time-left.ts';

suite('the time left of a run', () => {
  test('follows from how fast it was', () => {
    let now = 0;
    const timeLeft = createTimeLeft(() => now);
    assert.equal(timeLeft.update(0, 100), null);
    now = 500;
    assert.equal(timeLeft.update(5, 100), null, 'half a second says little');
    now = 2000;
    assert.equal(timeLeft.update(20, 100), 8000);
  });

  test('forgets how fast the cache was', () => {
    let now = 0;
    const timeLeft = createTimeLeft(() => now);
    timeLeft.update(0, 2000);
    now = 1000;
    timeLeft.update(1000, 2000);
    for (let step = 1; step <= 60; step++) {
      now += 1000;
      timeLeft.update(1000 + step, 2000);
    }
    assert.equal(timeLeft.update(1060, 2000), 940_000);
  });

  test('begins anew with another run', () => {
    let now = 0;
    const timeLeft = createTimeLeft(() => now);
    timeLeft.update(0, 10);
    now = 5000;
    timeLeft.update(10, 10);
    now = 6000;
    assert.equal(timeLeft.update(0, 10), null);
  });
});
