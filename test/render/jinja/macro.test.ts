import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('macros', () => {
  test('fill parameters by position, by name and by default', () => {
    gives(
      "{% macro m(a, b='-') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(b=3, a=4) }}{{ m() }}",
      '[1-][12][43][-]',
    );
  });

  test('collect what has no parameter where the body asks for it', () => {
    gives(
      '{% macro m(a) %}{{ a }} {{ varargs }} {{ kwargs }}{% endmacro %}{{ m(1, 2, 3, z=4) }}',
      "1 (2, 3) {'z': 4}",
    );
  });

  test('refuse arguments without a place', () => {
    raises(
      '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}',
      "TypeError: macro 'm' takes not more than 1 argument(s)",
    );
    raises(
      '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, z=2) }}',
      "TypeError: macro 'm' takes no keyword argument 'z'",
    );
    raises(
      '{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}',
      "TypeError: macro 'm' takes no keyword argument 'a'",
    );
    raises(
      '{% macro m(a) %}{{ a }}{% endmacro %}{% call m(1) %}body{% endcall %}',
      "TypeError: macro 'm' was invoked with two values for the special caller argument. This is most likely a bug.",
    );
  });

  test('call the body of a call block', () => {
    gives(
      '{% macro m(a) %}<{{ caller(a, 2) }}>{% endmacro %}{% call(x, y=3) m(1) %}{{ x }}{{ y }}{% endcall %}',
      '<12>',
    );
    gives(
      '{% macro m() %}{{ caller.name }} {{ caller.arguments }} {{ caller }}{% endmacro %}{% call(x) m() %}{% endcall %}',
      "None ('x',) <Macro anonymous>",
    );
    raises(
      '{% macro m() %}{{ caller(1) }}{% endmacro %}{% call m() %}{% endcall %}',
      'TypeError: macro None takes not more than 0 argument(s)',
    );
    raises(
      '{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}',
      'UndefinedError: No caller defined',
    );
  });

  test('describe themselves', () => {
    gives(
      '{% macro m(a, b=1) %}{{ varargs }}{% endmacro %}{{ m }} {{ m.name }} {{ m.arguments }} {{ m.catch_varargs }} {{ m.catch_kwargs }} {{ m.caller }}',
      "<Macro 'm'> m ('a', 'b') True False False",
    );
    raises(
      '{% macro m() %}{% endmacro %}{{ m.other.name }}',
      "UndefinedError: 'jinja2.runtime.Macro object' has no attribute 'other'",
    );
  });
});
