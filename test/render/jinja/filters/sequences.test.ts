import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('sequence filters', () => {
  test('length counts code points, items and entries', () => {
    gives(
      "{{ 'a😀' | length }} {{ [1, 2] | count }} {{ {'a': 1} | length }} {{ range(10**6) | length }} {{ x | length }}",
      '2 2 1 1000000 0',
    );
    raises('{{ 5 | length }}', "TypeError: object of type 'int' has no len()");
    raises('{{ [] | length(1) }}', 'TypeError: len() takes exactly one argument (2 given)');
  });

  test('list makes a new list', () => {
    gives(
      "{{ 'a😀' | list }} {{ {'a': 1} | list }} {{ (1, 2) | list }} {{ range(3) | list }} {{ x | list }}",
      "['a', '😀'] ['a'] [1, 2] [0, 1, 2] []",
    );
    raises('{{ none | list }}', "TypeError: 'NoneType' object is not iterable");
  });

  test('first and last take one item', () => {
    gives(
      "{{ [1, 2] | first }} {{ 'ab' | last }} {{ {'a': 1, 'b': 2} | last }} {{ range(5) | last }} {{ [] | first }} {{ {'a': 1}.items() | last }} {{ [1, 2] | map('string') | first }}",
      "1 b b 4  ('a', 1) 1",
    );
    raises('{{ 5 | first }}', "TypeError: 'int' object is not iterable");
    raises("{{ [1] | map('string') | last }}", "TypeError: 'generator' object is not reversible");
  });

  test('random takes one item or is undefined', () => {
    gives("{{ ['a', 'b'] | random }} {{ [] | random }} {{ 'xyz' | random }}", 'a  x');
    raises('{{ 5 | random }}', "TypeError: object of type 'int' has no len()");
    raises("{{ {'a': 1} | random }}", 'KeyError: 0');
  });

  test('reverse turns a text round and iterates backwards over the rest', () => {
    gives(
      "{{ 'aé😀' | reverse }} {{ [1, 2] | reverse | list }} {{ (1, 2) | reverse | list }} {{ {'a': 1, 'b': 2} | reverse | list }} {{ range(3) | reverse | list }} {{ [1, 2] | map('string') | reverse }} {{ x | reverse | list }}",
      "😀éa [2, 1] [2, 1] ['b', 'a'] [2, 1, 0] ['2', '1'] []",
    );
    raises('{{ 5 | reverse }}', 'FilterArgumentError: argument must be iterable');
  });

  test('batch makes rows and fills up the last', () => {
    gives(
      "{{ range(5) | batch(2) | list }} {{ range(5) | batch(2, 'x') | list }} {{ [] | batch(2, 'x') | list }} {{ range(4) | batch(2, fill_with='x') | list }}",
      "[[0, 1], [2, 3], [4]] [[0, 1], [2, 3], [4, 'x']] [] [[0, 1], [2, 3]]",
    );
    raises(
      '{{ [1] | batch }}',
      "TypeError: do_batch() missing 1 required positional argument: 'linecount'",
    );
    raises('{{ 5 | batch(2) | list }}', "TypeError: 'int' object is not iterable");
  });

  test('slice makes columns and fills up the shorter ones', () => {
    gives(
      "{{ range(5) | slice(3) | list }} {{ range(5) | slice(3, 'x') | list }} {{ [] | slice(2) | list }}",
      "[[0, 1], [2, 3], [4]] [[0, 1], [2, 3], [4, 'x']] [[], []]",
    );
    raises('{{ [1] | slice(0) | list }}', 'ZeroDivisionError: integer division or modulo by zero');
    raises(
      "{{ [1] | slice('a') | list }}",
      "TypeError: unsupported operand type(s) for //: 'int' and 'str'",
    );
  });

  test('sum adds up with a start and by a path', () => {
    gives(
      "{{ [1, 2.5] | sum }} {{ [] | sum }} {{ [1] | sum(start=10) }} {{ [{'a': {'b': 1}}, {'a': {'b': 2}}] | sum('a.b') }} {{ [[1], [2]] | sum(start=[]) }} {{ [0.1, 0.2, 0.3] | sum }}",
      '3.5 0 11 3 [1, 2] 0.6000000000000001',
    );
    raises("{{ ['a'] | sum }}", "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
    raises(
      "{{ ['a'] | sum(start='') }}",
      "TypeError: sum() can't sum strings [use ''.join(seq) instead]",
    );
    raises('{{ 5 | sum }}', "TypeError: 'int' object is not iterable");
  });

  test('items gives pairs, none for what is undefined', () => {
    gives("{{ {'a': 1} | items | list }} {{ x | items | list }}", "[('a', 1)] []");
    raises('{{ [1] | items | list }}', 'TypeError: Can only get item pairs from a mapping.');
  });

  test('default stands in for undefined, or for all that is false', () => {
    gives(
      "{{ x | default('d') }} {{ none | default('d') }} {{ '' | default('d', true) }} {{ 0 | d(boolean=true, default_value=5) }} [{{ x | d }}] {{ 'a' | d('b') }}",
      'd None d 5 [] a',
    );
    raises(
      '{{ x | default(1, 2, 3) }}',
      'TypeError: do_default() takes from 1 to 3 positional arguments but 4 were given',
    );
  });

  test('attr takes the attribute alone', () => {
    gives(
      "{{ 'a' | attr('upper') is callable }} {{ {'a': 1} | attr('a') is undefined }} {{ namespace(a=1) | attr('a') }}",
      'True True 1',
    );
    raises('{{ 1 | attr(5) }}', "TypeError: attribute name must be string, not 'int'");
    raises("{{ x | attr('a') }}", "UndefinedError: 'x' is undefined");
    raises("{{ ({} | attr('a')).b }}", "UndefinedError: 'dict object' has no attribute 'a'");
  });
});
