import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { predict } from '../../server/src/scoring/rank-classification.ts';

const choice = (text: string, logLikelihood: number | null, tokens = 1) => ({
  ...{ text, logLikelihood, tokens },
  unconditional: null,
});

suite('rank classification', () => {
  test('predicts the likeliest choice', () => {
    assert.equal(predict([choice('a', -3), choice('b', -1), choice('c', -2)], 'sum'), 1);
  });

  test('takes the first of equal choices', () => {
    assert.equal(predict([choice('a', -2), choice('b', -1), choice('c', -1)], 'sum'), 1);
  });

  test('ranks nothing where one score is not finite', () => {
    assert.equal(predict([choice('a', -3), choice('b', null)], 'sum'), null);
  });

  test('predicts nothing without choices', () => {
    assert.equal(predict([], 'sum'), null);
  });

  test('does not favour short choices once scores are divided by length', () => {
    const short = choice('été', -4, 2);
    const long = choice('a long one', -9, 6);
    assert.equal(predict([short, long], 'sum'), 0);
    assert.equal(predict([short, long], 'tokens'), 1);
    assert.equal(predict([short, long], 'characters'), 1);
    assert.equal(predict([short, long], 'bytes'), 0, 'two accents are four bytes');
  });

  test('counts characters as Python does, not in UTF-16 units', () => {
    assert.equal(predict([choice('🙂', -3), choice('ab', -4)], 'characters'), 1);
  });

  test('takes off how likely a choice is by itself', () => {
    const common = { ...choice('yes', -1), unconditional: -0.5 };
    const rare = { ...choice('perhaps', -4), unconditional: -6 };
    assert.equal(predict([common, rare], 'sum'), 0);
    assert.equal(predict([common, rare], 'pmi'), 1);
  });

  test('ranks nothing by what was not scored by itself', () => {
    assert.equal(predict([choice('a', -3), choice('b', -1)], 'pmi'), null);
  });

  test('divides the score of an empty choice by one', () => {
    assert.equal(predict([choice('', -2), choice('abc', -9)], 'characters'), 0);
  });
});
