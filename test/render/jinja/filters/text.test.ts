import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('text filters', () => {
  test('upper, lower and capitalize take any value', () => {
    gives(
      "{{ 'straße' | upper }} {{ 'ΑΣ' | lower }} {{ 'hELLO wORLD' | capitalize }} {{ none | upper }} {{ 1.0 | lower }}",
      'STRASSE ας Hello world NONE 1.0',
    );
    raises(
      "{{ 'a' | upper(1) }}",
      'TypeError: do_upper() takes 1 positional argument but 2 were given',
    );
    raises(
      "{{ 'a' | capitalize(x=1) }}",
      "TypeError: do_capitalize() got an unexpected keyword argument 'x'",
    );
  });

  test('string keeps a text and writes out anything else', () => {
    gives(
      "{{ 5 | string | length }} {{ [1, 'a'] | string }} {{ ['<' | escape | string] }}",
      "1 [1, 'a'] [Markup('&lt;')]",
    );
  });

  test('trim removes blanks or the given characters', () => {
    gives(
      "[{{ '\t a \\u00a0' | trim }}] [{{ '.a.!' | trim('.!') }}] [{{ 'xax' | trim(chars='x') }}] [{{ none | trim }}] [{{ ' a ' | trim(none) }}]",
      '[a] [a] [a] [None] [a]',
    );
    raises("{{ 'a' | trim(5) }}", 'TypeError: strip arg must be None or str');
  });

  test('center pads to 80 unless told otherwise', () => {
    gives(
      "[{{ 'ab' | center(7) }}] [{{ 'ab' | center(width=1) }}] {{ 'a' | center | length }}",
      '[   ab  ] [ab] 80',
    );
    raises(
      "{{ 'a' | center('x') }}",
      "TypeError: 'str' object cannot be interpreted as an integer",
    );
  });

  test('replace turns everything into text first', () => {
    gives(
      "{{ 'aaa' | replace('a', 'b', 2) }} {{ 10 | replace(0, '') }} {{ 'abc' | replace('a', none) }} {{ 'ab' | replace('', '-') }} {{ 'aa' | replace(old='a', new='b', count=1) }}",
      'bba 1 Nonebc -a-b- ba',
    );
    raises(
      "{{ 'a' | replace('a') }}",
      "TypeError: do_replace() missing 1 required positional argument: 'new'",
    );
    raises(
      "{{ 'a' | replace('a', 'b', 'c') }}",
      "TypeError: 'str' object cannot be interpreted as an integer",
    );
  });

  test('format is the percent operator', () => {
    gives(
      "{{ '%s and %.1f' | format('a', 2.25) }} {{ '%(x)05d' | format(x=7) }} {{ '100%%' | format }}",
      'a and 2.2 00007 100%',
    );
    raises("{{ '%s %s' | format(1) }}", 'TypeError: not enough arguments for format string');
    raises(
      "{{ 'a' | format(1) }}",
      'TypeError: not all arguments converted during string formatting',
    );
    raises(
      "{{ 'a' | format(1, x=2) }}",
      "FilterArgumentError: can't handle positional and keyword arguments at the same time",
    );
    raises("{{ '%d' | format('a') }}", 'TypeError: %d format: a real number is required, not str');
  });

  test('join writes every item, with or without an attribute', () => {
    gives(
      "{{ [1, none, 'a', 1.0] | join(', ') }} {{ 'abc' | join('-') }} {{ [1, 2] | join }} {{ {'a': 1, 'b': 2} | join(d='/') }}",
      '1, None, a, 1.0 a-b-c 12 a/b',
    );
    gives(
      "{{ [{'n': {'x': 1}}, {'n': {'x': 2}}, {}] | join('|', attribute='n') }} {{ [[1, 2], [3, 4]] | join('|', 1) }} {{ x | join('a') }}",
      "{'x': 1}|{'x': 2}| 2|4 ",
    );
    raises("{{ 5 | join(',') }}", "TypeError: 'int' object is not iterable");
    raises(
      "{{ [1] | join(',', 'a', 'b') }}",
      'TypeError: sync_do_join() takes from 2 to 4 positional arguments but 5 were given',
    );
  });
});
