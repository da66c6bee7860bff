import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('filters that compare', () => {
  test('sort ignores case, is stable and takes paths', () => {
    gives(
      "{{ ['b', 'A', 'a', 'B'] | sort }} {{ ['b', 'A', 'a'] | sort(case_sensitive=true) }} {{ [3, 1.5, true] | sort(true) }} {{ {'b': 1, 'a': 2} | sort }}",
      "['A', 'a', 'b', 'B'] ['A', 'a', 'b'] [3, 1.5, True] ['a', 'b']",
    );
    gives(
      "{{ [{'n': 'b', 'a': 1}, {'n': 'a', 'a': 1}, {'n': 'c', 'a': 0}] | sort(attribute='a,n') | map(attribute='n') | join }} {{ [[1, 'b'], [0, 'a']] | sort(attribute=1, reverse=true) }}",
      "cab [[1, 'b'], [0, 'a']]",
    );
    raises(
      "{{ [1, 'a'] | sort }}",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
    raises(
      "{{ ['a', none] | sort }}",
      "TypeError: '<' not supported between instances of 'NoneType' and 'str'",
    );
    raises("{{ [1] | sort('a') }}", "TypeError: 'str' object cannot be interpreted as an integer");
    raises('{{ 5 | sort }}', "TypeError: 'int' object is not iterable");
    raises(
      '{{ [1] | sort(1, 2, 3, 4) }}',
      'TypeError: do_sort() takes from 2 to 5 positional arguments but 6 were given',
    );
  });

  test('dictsort sorts pairs by key or value', () => {
    gives(
      "{{ {'b': 1, 'A': 2} | dictsort }} {{ {'b': 1, 'A': 2} | dictsort(true) }} {{ {'b': 1, 'a': 2} | dictsort(by='value', reverse=true) }}",
      "[('A', 2), ('b', 1)] [('A', 2), ('b', 1)] [('a', 2), ('b', 1)]",
    );
    raises(
      "{{ {} | dictsort(by='x') }}",
      'FilterArgumentError: You can only sort by either "key" or "value"',
    );
    raises('{{ [] | dictsort }}', "AttributeError: 'list' object has no attribute 'items'");
    raises(
      "{{ {1: 1, 'a': 2} | dictsort }}",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
  });

  test('unique keeps the first of each, without regard to case', () => {
    gives(
      "{{ ['b', 'A', 'a', 'B'] | unique | list }} {{ ['a', 'A'] | unique(true) | list }} {{ [1, 1.0, true, '1'] | unique | list }} {{ [{'x': 1, 'y': 1}, {'x': 1, 'y': 2}] | unique(attribute='x') | list }}",
      "['b', 'A'] ['a', 'A'] [1, '1'] [{'x': 1, 'y': 1}]",
    );
    raises('{{ [[1]] | unique | list }}', "TypeError: unhashable type: 'list'");
  });

  test('min and max keep the first of equals', () => {
    gives(
      "{{ [3, 1, 2] | min }} {{ ['b', 'A'] | min }} {{ ['b', 'A'] | max }} {{ ['a', 'A'] | max }} {{ [{'x': 1}, {'x': 3}] | max(attribute='x') }} {{ [1, 1.0] | min }} {{ [] | min }}",
      "1 A b a {'x': 3} 1 ",
    );
    raises(
      "{{ [1, 'a'] | max }}",
      "TypeError: '>' not supported between instances of 'str' and 'int'",
    );
    raises(
      "{{ [1, 'a'] | min }}",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
    raises('{{ 5 | max }}', "TypeError: 'int' object is not iterable");
  });

  test('groupby sorts, then groups under the value of the first item', () => {
    gives(
      "{% for city, people in [{'n': 1, 'c': 'NY'}, {'n': 2, 'c': 'LA'}, {'n': 3, 'c': 'ny'}] | groupby('c') %}{{ city }}:{{ people | map(attribute='n') | join(',') }} {% endfor %}",
      'LA:2 NY:1,3 ',
    );
    gives(
      "{% for group in [{'c': 'NY'}, {'c': 'ny'}, {}] | groupby('c', default='?', case_sensitive=true) %}{{ group.grouper }}{{ group.list | length }}{{ group[0] }} {% endfor %}{{ [{'a': 1}] | groupby('a') }}",
      "?1? NY1NY ny1ny [(1, [{'a': 1}])]",
    );
    raises(
      '{{ [1] | groupby }}',
      "TypeError: sync_do_groupby() missing 1 required positional argument: 'attribute'",
    );
    raises(
      "{{ ([{'a': 1}] | groupby('a') | first).b.c }}",
      "UndefinedError: 'jinja2.filters._GroupTuple object' has no attribute 'b'",
    );
  });
});
