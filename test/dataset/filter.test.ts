import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ExampleRow } from '../../server/src/dataset/example.ts';
import type { Features } from '../../server/src/dataset/features.ts';
import { acceptsRow, resolveClasses } from '../../server/src/dataset/match-filter.ts';
import { parseFilter } from '../../server/src/dataset/parse-filter.ts';
import { classLabel, integer, sequence, struct, text } from '../support/schema-builder.ts';

const features: Features = new Map([
  ['text', text()],
  ['label', classLabel('negative', 'positive')],
  ['stars', integer()],
  ['tags', sequence(text())],
  ['turns', sequence(struct({ role: text() }))],
  ['a-b', text()],
]);

const row: ExampleRow = new Map<
  string,
  ExampleRow extends ReadonlyMap<string, infer V> ? V : never
>([
  ['text', 'A good, "old" film and more'],
  ['label', 1n],
  ['stars', 4n],
  ['tags', ['old', 'long']],
  ['turns', [new Map([['role', 'user']])]],
  ['a-b', 'x'],
]);

function accepts(condition: string): boolean | string {
  const parsed = parseFilter(condition, features);
  if (parsed.kind === 'malformed') return parsed.message;
  return acceptsRow(resolveClasses(parsed.filter, features), row);
}

suite('a filter', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['label = positive', true],
    ['label = 1', true],
    ['label = negative', false],
    ['label != negative', true],
    ['stars >= 4', true],
    ['stars > 4', false],
    ['stars < 10', true],
    ['stars = 4.0', true],
    ['text ~ GOOD', true],
    ['text ~ bad', false],
    ['text = "A good, \\"old\\" film and more"', true],
    ['tags = long', true],
    ['tags != long', false],
    ['turns.role = user', true],
    ['a_b = x', true],
    ['old', true],
    ['"film and more"', true],
    ['nowhere', false],
    ['stars > 3 and label = positive and film', true],
    ['stars > 3 and label = negative', false],
  ];
  for (const [condition, expected] of cases) {
    test(`${expected ? 'accepts' : 'refuses'} by \`${condition}\``, () => {
      assert.equal(accepts(condition), expected);
    });
  }

  test('names the columns where there is none of the name', () => {
    assert.equal(
      accepts('labl = 1'),
      'there is no column `labl`; there are `text`, `label`, `stars`, `tags`, `turns`, `a-b`.',
    );
  });
});
