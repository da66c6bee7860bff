import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { foundSchema } from '../support/schema-builder.ts';
import { templateFile, text } from './check-rule.ts';

const numbers = Array.from({ length: 2000 }, (_, index) => index);

/** Texts on which a search that grows with the square of its input would take minutes. */
const texts: Readonly<Record<string, string>> = {
  'one unknown name many times': '{{ txt }}'.repeat(10_000),
  'many unknown names': numbers.map((n) => `{{ txt${n} }}`).join(''),
  'one name set in many branches': '{% if text %}{% set x = 1 %}{% endif %}{{ x }}'.repeat(2500),
  'many names set in branches': numbers
    .map((n) => `{% if text %}{% set x${n} = 1 %}{% endif %}`)
    .join(''),
  'names set from each other': numbers.map((n) => `{% set x${n} = x${n - 1} %}`).join(''),
  'tags that are not closed': '{% if text %}'.repeat(2500),
  'a long sum': `{{ text${' + text'.repeat(10_000)} }}`,
  'separators in many branches': '{% if text %}a ||| b{% endif %}'.repeat(2500),
  'branches in the target': `||| ${'{% if text %}a{% else %}b{% endif %}'.repeat(2500)}`,
  'branches in each other': `${'{% if text %}a'.repeat(300)} ||| ${'{% endif %}'.repeat(300)}`,
  'many choices in the target': `||| ${'{{ answer_choices[0] }}, '.repeat(2500)}`,
  'many choices carried on': `${numbers.map((n) => `{% set x${n} = x${n + 1} %}`).join('')}{{ answer_choices }} ||| {{ x0 }}`,
  'a column with a hyphen many times': '{{ video-id }}'.repeat(5000),
  'braces left over': '{{ text }}}'.repeat(5000),
  'calls of unknown functions': '{{ len(text) }}{{ shuot(text) }}'.repeat(2500),
  'many filters': `{{ text${' | uper'.repeat(2500)} }}`,
};

suite('large files', () => {
  for (const [name, jinja] of Object.entries(texts)) {
    test(`are linted in time: ${name}`, () => {
      const schema = {
        ...{ dataset: 'reviews', subset: null, splits: new Map() },
        features: new Map([
          ['text', text],
          ['video-id', text],
        ]),
      };
      const snapshot = createSnapshot({
        ...{ uri: 'file:///templates.yaml', version: 1 },
        text: templateFile({ answer_choices: 'a ||| b', jinja: `'${jinja} ||| x'` }),
        schema: foundSchema(schema),
      });
      const start = performance.now();
      findingsOf(snapshot);
      assert.ok(performance.now() - start < 5000);
    });
  }
});
