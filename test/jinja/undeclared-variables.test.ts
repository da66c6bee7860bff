import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { undeclaredVariables } from '../../server/src/jinja/undeclared-variables.ts';
// Generated templates with what `jinja2.meta.find_undeclared_variables` 3.1.6 gives, `zip` being a global.
import recorded from './recorded/undeclared-variables.json' with { type: 'json' };

suite('undeclaredVariables', () => {
  test('counts a name that only branches set', () => {
    assert.deepEqual(namesIn('{% if a %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}'), [
      'a',
      'x',
    ]);
  });

  test('leaves out globals, loop and what is set before', () => {
    assert.deepEqual(
      namesIn('{% set x = range(3) %}{% for i in zip(x, y) %}{{ loop.index }}{{ i }}{% endfor %}'),
      ['y'],
    );
  });

  test('agrees with Jinja2 on generated templates', () => {
    for (const [source, names] of recorded) {
      assert.deepEqual(namesIn(String(source)), names, String(source));
    }
  });
});

function namesIn(source: string): readonly string[] {
  return [...undeclaredVariables(parseTemplate(source))].sort();
}
