import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('tests', () => {
  test('parity and divisibility', () => {
    gives(
      '{{ 3 is odd }} {{ 3.0 is odd }} {{ -2 is even }} {{ 10**20 is even }} {{ 9 is divisibleby 3 }} {{ 1 is divisibleby(num=2) }}',
      'True True True 10 True False',
    );
    raises(
      '{{ none is odd }}',
      "TypeError: unsupported operand type(s) for %: 'NoneType' and 'int'",
    );
    raises(
      '{{ 1 is divisibleby }}',
      "TypeError: test_divisibleby() missing 1 required positional argument: 'num'",
    );
    raises('{{ 1 is divisibleby 0 }}', 'ZeroDivisionError: integer modulo by zero');
  });

  test('existence', () => {
    gives(
      '{{ x is defined }} {{ x is undefined }} {{ none is defined }} {{ none is none }} {{ x is none }}',
      'False True True True False',
    );
  });

  test('types', () => {
    gives(
      '{{ true is boolean }} {{ 1 is boolean }} {{ 1 is true }} {{ false is false }} {{ 1 is integer }} {{ true is integer }} {{ 10**20 is integer }}',
      'True False False True True False 10',
    );
    gives(
      "{{ 1.0 is float }} {{ 1 is float }} {{ true is number }} {{ 1.5 is number }} {{ 'a' is number }} {{ 'a' is string }} {{ 1 is string }}",
      'True False True True False True False',
    );
    gives(
      "{{ {} is mapping }} {{ [] is mapping }} {{ 'a' is sequence }} {{ {} is sequence }} {{ range(1) is sequence }} {{ {}.keys() is sequence }} {{ 5 is sequence }}",
      'True False True True True False False',
    );
    gives(
      "{{ 'a' is iterable }} {{ x is iterable }} {{ 5 is iterable }} {{ range is callable }} {{ 'a'.upper is callable }} {{ x is callable }} {{ 1 is callable }}",
      'True True False True True True False',
    );
  });

  test('text', () => {
    gives(
      "{{ 'ab' is lower }} {{ 'aB' is lower }} {{ 'A1' is upper }} {{ '1' is upper }} {{ none is lower }} {{ '<' is escaped }} {{ ('<' | safe) is escaped }}",
      'True False True False False False True',
    );
  });

  test('comparison by name and by operator', () => {
    gives(
      '{{ 1 is eq 1.0 }} {{ 1 is equalto true }} {{ 1 is ne 2 }} {{ 1 is lt 2 }} {{ 1 is lessthan 1 }} {{ 1 is le 1 }} {{ 2 is gt 1 }} {{ 2 is greaterthan 3 }} {{ 2 is ge 2 }}',
      'True True True True False True True False True',
    );
    gives(
      "{{ [1, 2, 3] | select('>=', 2) | list }} {{ [1, 2] | reject('==', 1) | list }} {{ ['a'] | select('!=', 'a') | list }}",
      '[2, 3] [2] []',
    );
    raises(
      "{{ 1 is lt 'a' }}",
      "TypeError: '<' not supported between instances of 'int' and 'str'",
    );
    raises('{{ 1 is eq }}', 'TypeError: eq expected 2 arguments, got 1');
    raises('{{ 1 is eq(b=2) }}', 'TypeError: _operator.eq() takes no keyword arguments');
  });

  test('membership and identity', () => {
    gives(
      "{{ 1 is in [1, 2] }} {{ 'a' is in 'abc' }} {{ none is sameas none }} {{ 1 is sameas true }} {{ [] is sameas [] }}",
      'True True True False False',
    );
    raises('{{ 1 is in 5 }}', "TypeError: argument of type 'int' is not iterable");
  });

  test('what the environment offers', () => {
    gives(
      "{{ 'upper' is filter }} {{ 'constructor' is filter }} {{ 'odd' is test }} {{ 1 is test }}",
      'True False True False',
    );
    raises('{{ [] is filter }}', "TypeError: unhashable type: 'list'");
  });

  test('take no more arguments than they have', () => {
    raises(
      '{{ 1 is odd(2) }}',
      'TypeError: test_odd() takes 1 positional argument but 2 were given',
    );
    raises(
      '{{ 1 is odd(value=2) }}',
      "TypeError: test_odd() got multiple values for argument 'value'",
    );
    raises(
      '{{ 1 is odd(other=2) }}',
      "TypeError: test_odd() got an unexpected keyword argument 'other'",
    );
    raises('{{ 1 is callable(2) }}', 'TypeError: callable() takes exactly one argument (2 given)');
  });
});
