import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('map, select and reject', () => {
  test('map applies a filter to every item, with its arguments', () => {
    gives(
      "{{ ['a', 'b'] | map('upper') | list }} {{ [1.25, 2.5] | map('round', 1) | list }} {{ ['ab'] | map('replace', 'a', new='x') | join }}",
      "['A', 'B'] [1.2, 2.5] xb",
    );
    raises("{{ [1] | map('nope') | list }}", "TemplateRuntimeError: No filter named 'nope'.");
    raises(
      '{{ [1] | map(x) | list }}',
      "TemplateRuntimeError: No filter named Undefined. ('x' is undefined; did you forget to quote the callable name?)",
    );
    raises('{{ [1] | map | list }}', 'FilterArgumentError: map requires a filter argument');
    raises('{{ [1] | map([]) | list }}', "TypeError: unhashable type: 'list'");
    raises("{{ 5 | map('upper') | list }}", "TypeError: 'int' object is not iterable");
  });

  test('map follows a path, with a default', () => {
    gives(
      "{{ [{'a': 1}, {}] | map(attribute='a', default='-') | list }} {{ [[1, 2], [3]] | map(attribute=1) | list }} {{ [{'a': {'b': 1}}] | map(attribute='a.b') | list }}",
      "[1, '-'] [2, Undefined] [1]",
    );
    raises(
      "{{ [1] | map(attribute='a', other=1) | list }}",
      "FilterArgumentError: Unexpected keyword argument 'other'",
    );
    raises(
      "{{ [{}] | map(attribute='a.b') | list }}",
      "UndefinedError: 'dict object' has no attribute 'a'",
    );
  });

  test('select and reject test every item', () => {
    gives(
      "{{ [1, 2, 3] | select('odd') | list }} {{ [1, 2, 3] | reject('odd') | list }} {{ [0, '', 'a'] | select | list }} {{ [0, 'a'] | reject | list }} {{ [1, 2, 3] | select('in', [1, 3]) | list }}",
      "[1, 3] [2] ['a'] [0] [1, 3]",
    );
    raises("{{ [1] | select('nope') | list }}", "TemplateRuntimeError: No test named 'nope'.");
    raises(
      "{{ ['a'] | select('lt', 1) | list }}",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
  });

  test('selectattr and rejectattr test an attribute', () => {
    gives(
      "{{ [{'a': 1}, {'a': 0}, {}] | selectattr('a') | list }} {{ [{'a': 1}, {'a': 2}] | selectattr('a', 'gt', 1) | list }} {{ [{'a': 1}, {}] | rejectattr('a', 'defined') | list }} {{ [{'a': {'b': 1}}] | selectattr('a.b', 'eq', 1) | list | length }}",
      "[{'a': 1}] [{'a': 2}] [{}] 1",
    );
    raises(
      '{{ [1] | selectattr | list }}',
      'FilterArgumentError: Missing parameter for attribute name',
    );
  });

  test('are lazy: nothing is looked at before it is wanted', () => {
    gives(
      "{{ [1, 'a'] | map('abs') | first }} {{ ([1] | map('nope')) is iterable }} {{ [] | map('nope') | list }} {{ x | select('nope') | list }}",
      '1 True [] []',
    );
    gives(
      "{% set seen = [] %}{% set all = [1, 2] | map('string') %}{{ all | first }}{{ all | first }}{{ all | first }}",
      '12',
    );
    raises(
      '{{ [1] | map(value=1) }}',
      "TypeError: sync_do_map() got multiple values for argument 'value'",
    );
    raises(
      '{{ [1] | select(context=1) }}',
      "TypeError: sync_do_select() got multiple values for argument 'context'",
    );
  });
});
