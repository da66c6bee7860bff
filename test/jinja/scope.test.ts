import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { analyzeScopes } from '../../server/src/jinja/scope.ts';

suite('analyzeScopes', () => {
  test('binds what set binds from there on', () => {
    assert.equal(bound('{{ x }}{% set x = x %}{{ x }}'), 'x:free x:free x:set');
  });

  test('binds loop variables and loop inside the body only', () => {
    assert.equal(
      bound(
        '{% for a, (b, c) in a %}{{ a }}{{ c }}{{ loop }}{% else %}{{ b }}{% endfor %}{{ loop }}',
      ),
      'a:free a:for c:for loop:special b:free loop:free',
    );
    assert.equal(bound('{% for a in b if a %}{{ a }}{% endfor %}'), 'b:free a:for a:for');
  });

  test('keeps a set inside a loop, and lets a set in an if out', () => {
    assert.equal(bound('{% for a in b %}{% set x = 1 %}{% endfor %}{{ x }}'), 'b:free x:free');
    assert.equal(bound('{% if a %}{% set x = 1 %}{% endif %}{{ x }}'), 'a:free x:set?');
    assert.equal(
      bound('{% if a %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}'),
      'a:free x:set+set',
    );
    assert.equal(
      bound('{% set x = 0 %}{% if a %}{% set x = 1 %}{% endif %}{{ x }}'),
      'a:free x:set+set',
    );
  });

  test('binds macros, parameters and what Jinja gives to a macro', () => {
    assert.equal(
      bound('{% macro m(a, b=a) %}{{ a }}{{ m }}{{ caller }}{% endmacro %}{{ m }}{{ a }}'),
      'a:parameter a:parameter m:macro caller:special m:macro a:free',
    );
    assert.equal(bound('{% call(u) m(u) %}{{ u }}{% endcall %}'), 'm:free u:free u:parameter');
  });

  test('lets a macro see what is bound further down', () => {
    assert.equal(
      bound('{% macro m() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ m() }}'),
      'x:set? m:macro',
    );
  });

  test('reads the values of with outside, its targets inside', () => {
    assert.equal(
      bound('{% with a = 1, b = a %}{{ b }}{% endwith %}{{ b }}'),
      'a:free b:with b:free',
    );
  });

  test('binds imports, and reads a namespace where set writes into it', () => {
    assert.equal(
      bound('{% import "f" as f %}{% from "f" import a as b, c %}{{ f }}{{ b }}{{ c }}{{ a }}'),
      'f:import b:import c:import a:free',
    );
    assert.equal(
      bound('{% set ns = namespace() %}{% for a in x %}{% set ns.y = a %}{% endfor %}'),
      'namespace:free x:free a:for ns:set',
    );
  });

  test('keeps to itself what blocks of other kinds bind', () => {
    for (const [open, close] of [
      ['filter upper', 'endfilter'],
      ['set y', 'endset'],
      ['block k', 'endblock'],
      ['autoescape true', 'endautoescape'],
    ]) {
      const source = `{% ${open} %}{% set x = 1 %}{{ x }}{% ${close} %}{{ x }}`;
      assert.equal(bound(source), 'x:set x:free', open);
    }
  });

  test('tells where a name can be seen', () => {
    const source = '{% for a in b %}{{ a }}{% endfor %}{% set x = 1 %} rest';
    const [a, , x] = analyzeScopes(parseTemplate(source)).bindings;
    assert.equal(source.slice(a?.visibleIn.start, a?.visibleIn.end), 'a in b %}{{ a }}');
    assert.equal(source.slice(x?.visibleIn.start, x?.visibleIn.end), ' rest');
  });
});

/** Every reference in reading order: `name:kind`, kinds joined by `+`, `?` when it may be free as well. */
function bound(source: string): string {
  const tree = parseTemplate(source);
  assert.deepEqual(tree.problems, []);
  return analyzeScopes(tree)
    .references.map(({ name, bindings, mayBeFree }) => {
      if (bindings.length === 0) return `${name}:free`;
      return `${name}:${bindings.map(({ kind }) => kind).join('+')}${mayBeFree ? '?' : ''}`;
    })
    .join(' ');
}
