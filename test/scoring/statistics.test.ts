import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type JudgedRow,
  scoreStatistics,
  wilsonInterval,
} from '../../server/src/scoring/statistics.ts';

const moods = ['bad', 'fair', 'good'];

function row(prediction: number, target: number | null, choices = moods): JudgedRow {
  return { choices, prediction, target, correct: prediction === target };
}

suite('statistics of a template', () => {
  test('count the rows of each class by target and prediction', () => {
    const { accuracy, confusion, classes, judged, correct } = scoreStatistics([
      row(0, 0),
      row(2, 0),
      row(2, 2),
      row(2, 2),
      row(2, 1),
    ]);
    assert.deepEqual([judged, correct, accuracy], [5, 3, 0.6]);
    assert.deepEqual(confusion, [
      [1, 0, 1],
      [0, 0, 1],
      [0, 0, 2],
    ]);
    assert.deepEqual(classes[2], { name: 'good', targets: 2, predicted: 4, correct: 2, f1: 2 / 3 });
  });

  // sklearn.metrics.f1_score([0, 0, 2, 2, 1], [0, 2, 2, 2, 2], average='macro')
  test('give the mean F1 of the classes', () => {
    const { macroF1 } = scoreStatistics([row(0, 0), row(2, 0), row(2, 2), row(2, 2), row(2, 1)]);
    assert.ok(Math.abs((macroF1 ?? 0) - 0.4444444444444444) < 1e-12);
  });

  test('leave a class out of the mean that no row has or predicts', () => {
    assert.equal(scoreStatistics([row(0, 0), row(2, 2)]).macroF1, 1);
  });

  test('count a target outside the choices as wrong', () => {
    const { accuracy, outside, confusion } = scoreStatistics([row(0, 0), row(0, null)]);
    assert.deepEqual([accuracy, outside], [0.5, 1]);
    assert.equal(
      confusion.flat().reduce((sum, count) => sum + count, 0),
      1,
    );
  });

  test('know a class by its text where choices are shuffled', () => {
    const { classes, confusion } = scoreStatistics([
      row(0, 0, ['yes', 'no']),
      row(0, 1, ['no', 'yes']),
    ]);
    assert.deepEqual(
      classes.map(({ name }) => name),
      ['yes', 'no'],
    );
    assert.deepEqual(confusion, [
      [1, 1],
      [0, 0],
    ]);
  });

  test('know a class by its place where each row has choices of its own', () => {
    const { classes, confusion } = scoreStatistics([
      row(1, 1, ['a cat', 'a dog']),
      row(0, 2, ['red', 'green', 'blue']),
    ]);
    assert.deepEqual(
      classes.map(({ name, targets }) => [name, targets]),
      [
        ['choice 1', 0],
        ['choice 2', 1],
        ['choice 3', 1],
      ],
    );
    assert.deepEqual(confusion[2], [1, 0, 0]);
  });

  test('are unknown without rows', () => {
    const { accuracy, interval, macroF1, classes } = scoreStatistics([]);
    assert.deepEqual([accuracy, interval, macroF1, classes], [null, null, null, []]);
  });
});

// By the formula, in Python.
suite('Wilson’s interval', () => {
  for (const { correct, total, low, high } of [
    { correct: 8, total: 10, low: 0.49016247153664183, high: 0.9433178485456247 },
    { correct: 0, total: 20, low: 0, high: 0.16112515805281938 },
    { correct: 20, total: 20, low: 0.8388748419471806, high: 1 },
    { correct: 300, total: 500, low: 0.5564541227024271, high: 0.6420210092052625 },
  ]) {
    test(`of ${correct} of ${total}`, () => {
      const interval = wilsonInterval(correct, total);
      assert.ok(interval);
      assert.ok(Math.abs(interval.low - low) < 1e-9, `${interval.low}`);
      assert.ok(Math.abs(interval.high - high) < 1e-9, `${interval.high}`);
    });
  }
});
