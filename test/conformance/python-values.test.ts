import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { PyError } from '../../server/src/render/python/errors.ts';
import { repr } from '../../server/src/render/python/text.ts';
import { evaluate } from './python-expression.ts';

/** An expression and what CPython 3.11 answers: the repr of its value, or the type and message of its error. */
type Case = readonly [expression: string, answer: string];

suite('Python values answer as CPython 3.11 recorded it', () => {
  for (const file of readdirSync(import.meta.dirname)) {
    if (!/^python-.*\.json$/.test(file)) continue;
    const cases = readCases(file);
    test(`${file}: ${cases.length} cases`, () => {
      const actual = cases.map(([expression]) => [expression, answer(expression)]);
      assert.deepEqual(actual, cases);
    });
  }
});

function readCases(file: string): Case[] {
  const text = readFileSync(`${import.meta.dirname}/${file}`, 'utf8');
  // The recorder writes these files in this shape.
  return JSON.parse(text) as Case[];
}

function answer(expression: string): string {
  try {
    return repr(evaluate(expression));
  } catch (error) {
    if (error instanceof PyError) return `${error.type}: ${error.message}`;
    throw error;
  }
}
