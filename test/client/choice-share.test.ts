import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { choiceShares } from '../../client/webview/choice-share.ts';

suite('bars of a score', () => {
  const shares = (...logLikelihoods: readonly (number | null)[]) =>
    choiceShares(
      logLikelihoods.map((logLikelihood) => ({
        text: 'a',
        tokens: 2,
        logLikelihood,
        unconditional: null,
      })),
    ).map((share) => Number(share.toFixed(3)));

  test('show the share of the probability among the choices', () => {
    assert.deepEqual(shares(Math.log(0.03), Math.log(0.01)), [0.75, 0.25]);
  });

  test('hold for log-likelihoods whose exponential is 0', () => {
    assert.deepEqual(shares(-5000, -5000), [0.5, 0.5]);
  });

  test('a choice without a figure has none', () => {
    assert.deepEqual(shares(null, -2), [0, 1]);
    assert.deepEqual(shares(null, null), [0, 0]);
  });
});
