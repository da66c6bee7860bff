import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { render } from './render.ts';

suite('scopes', () => {
  test('what a loop sets does not reach outside, what a branch sets does', () => {
    assert.equal(render('{% for x in [1, 2] %}{% set a = x %}{% endfor %}[{{ a }}]'), '[]');
    assert.equal(render('{% if true %}{% set a = 1 %}{% endif %}[{{ a }}]'), '[1]');
  });

  test('a loop reads the outer value until it assigns its own', () => {
    const template =
      '{% set a = 0 %}{% for x in [1, 2] %}{{ a }}{% set a = x %}{{ a }} {% endfor %}{{ a }}';
    assert.equal(render(template), '01 02 0');
  });

  test('a namespace carries values out of a loop', () => {
    const template =
      '{% set ns = namespace(n=0) %}{% for x in [1, 2] %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}';
    assert.equal(render(template), '3');
  });

  test('a macro sees what is set behind it when it is called', () => {
    assert.equal(
      render('{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}'),
      '2',
    );
  });

  test('a macro has defaults, further arguments and a caller', () => {
    const template =
      '{% macro m(a, b=a) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{{ caller(a) }}{% endmacro %}' +
      '{% call(x) m(1, 2, 3, k=4) %}<{{ x }}>{% endcall %}';
    assert.equal(render(template), "12(3,){'k': 4}<1>");
  });

  test('the values of `with` are read outside of it', () => {
    assert.equal(
      render('{% set a = 1 %}{% with a = 2, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}'),
      '211',
    );
  });

  test('a recursive loop renders itself, with its depth', () => {
    const tree = '{"t": [{"v": 1, "c": [{"v": 2, "c": []}]}]}';
    const template =
      '{% for n in t recursive %}{{ n.v }}@{{ loop.depth }}({{ loop(n.c) }}){% else %}-{% endfor %}';
    assert.equal(render(template, tree), '1@1(2@2(-))');
  });

  test('a loop filter runs before the loop counts', () => {
    const template =
      '{% for x in [1, 2, 3] if x is odd %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% endfor %}';
    assert.equal(render(template), '1/2:1 2/2:3 ');
  });

  test('a block sees what the outermost scope has set, not what a loop binds', () => {
    const template =
      '{% set a = 1 %}{% for x in [7] %}{% block b %}{{ a }}[{{ x }}]{% endblock %}{% endfor %}';
    assert.equal(render(template), '1[]');
  });

  test('`self` calls blocks by name, also before they are defined', () => {
    const template =
      '{{ self.b() }}|{% block a %}{{ self.b() }}{% endblock %}{% block b %}x{% endblock %}';
    assert.equal(render(template), 'x|xx');
  });

  test('autoescape holds for the text between its tags', () => {
    const template =
      '{% autoescape true %}{{ "<" }}{% set s %}<{% endset %}{{ s }}{% endautoescape %}{{ "<" }}';
    assert.equal(render(template), '&lt;<<');
  });
});

suite('errors', () => {
  test('carry Python’s type and message and the place of the construct', () => {
    assert.throws(() => render('a {{ b }} {{ u.v }} c'), {
      type: 'UndefinedError',
      message: "'u' is undefined",
      span: { start: 10, end: 19 },
    });
  });

  test('of the syntax come before anything runs', () => {
    assert.throws(() => render('{{ 1 / 0 }}{{ a b }}'), {
      type: 'TemplateSyntaxError',
      message: "expected token 'end of print statement', got 'b'",
    });
  });

  test('an unknown filter is refused at once, in a branch only when it runs', () => {
    assert.throws(() => render("{{ 'x' | nope }}"), {
      type: 'TemplateAssertionError',
      message: "No filter named 'nope'.",
    });
    assert.equal(render("{% if false %}{{ 'x' | nope }}{% endif %}a"), 'a');
  });

  test('no other template can be loaded', () => {
    for (const template of [
      "{% include 'x' ignore missing %}",
      "{% extends 'x' %}",
      "{% import 'x' as y %}",
    ]) {
      assert.throws(() => render(template), {
        type: 'AttributeError',
        message: "'Environment' object has no attribute 'get_source'",
      });
    }
  });

  test('endless recursion is Python’s error', () => {
    assert.throws(() => render('{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'), {
      type: 'RecursionError',
    });
  });
});
