import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('filters that serialize', () => {
  test('tojson sorts keys and is safe in HTML', () => {
    gives(
      "{{ {'b': [1, 1.0, none, true], 'a': \"<'&>é😀\"} | tojson }} {{ {1: 'a', 2.5: 'b'} | tojson }} {{ (1, ()) | tojson }} {{ ['\n\t\"\\\\' ] | tojson }}",
      '{"a": "\\u003c\\u0027\\u0026\\u003e\\u00e9\\ud83d\\ude00", "b": [1, 1.0, null, true]} {"1": "a", "2.5": "b"} [1, []] ["\\n\\t\\"\\\\"]',
    );
    gives(
      "{{ {'a': [1, {}], 'b': {'c': []}} | tojson(2) }} {{ [1] | tojson(indent='--') }}",
      '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": {\n    "c": []\n  }\n} [\n--1\n]',
    );
    raises('{{ x | tojson }}', 'TypeError: Object of type Undefined is not JSON serializable');
    raises('{{ [range(3)] | tojson }}', 'TypeError: Object of type range is not JSON serializable');
    raises(
      '{{ {(1, 2): 1} | tojson }}',
      'TypeError: keys must be str, int, float, bool or None, not tuple',
    );
    raises(
      "{{ {1: 1, 'a': 2} | tojson }}",
      "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
    raises(
      '{% set l = [] %}{{ l.append(l) or l | tojson }}',
      'ValueError: Circular reference detected',
    );
  });

  test('urlencode quotes a text for a path and pairs for a query', () => {
    gives(
      "{{ 'a b/c?é&~' | urlencode }} {{ {'a b': 'é/ü', 'c': 1} | urlencode }} {{ [('a', 1), ('b', none)] | urlencode }} {{ 5 | urlencode }} {{ \"!'()*\" | urlencode }}",
      'a%20b/c%3F%C3%A9%26~ a+b=%C3%A9%2F%C3%BC&c=1 a=1&b=None 5 %21%27%28%29%2A',
    );
    raises('{{ [1] | urlencode }}', 'TypeError: cannot unpack non-iterable int object');
    raises(
      "{{ ['a'] | urlencode }}",
      'ValueError: not enough values to unpack (expected 2, got 1)',
    );
    raises("{{ ['abc'] | urlencode }}", 'ValueError: too many values to unpack (expected 2)');
  });

  test('pprint writes short values on one line and sorts dicts', () => {
    gives(
      "{{ {'b': 1, 'a': [1, 'x', none]} | pprint }} {{ 'a' | pprint }} {{ {2: 1, 'a': 2, none: 3} | pprint }} {{ (1,) | pprint }}",
      "{'a': [1, 'x', None], 'b': 1} 'a' {None: 3, 2: 1, 'a': 2} (1,)",
    );
  });

  test('pprint breaks what exceeds 80 columns', () => {
    gives(
      "{{ {'numbers': range(30) | list, 'words': ('word ' * 20), 'nested': {'key': ['x' * 30, 'y' * 30, 'z' * 30]}} | pprint }}",
      "{'nested': {'key': ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',\n                    'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy',\n                    'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz']},\n 'numbers': [0,\n             1,\n             2,\n             3,\n             4,\n             5,\n             6,\n             7,\n             8,\n             9,\n             10,\n             11,\n             12,\n             13,\n             14,\n             15,\n             16,\n             17,\n             18,\n             19,\n             20,\n             21,\n             22,\n             23,\n             24,\n             25,\n             26,\n             27,\n             28,\n             29],\n 'words': 'word word word word word word word word word word word word word '\n          'word word word word word word word '}",
    );
    gives(
      "{{ ('many words in a line ' * 8) | pprint }}",
      "('many words in a line many words in a line many words in a line many words in '\n 'a line many words in a line many words in a line many words in a line many '\n 'words in a line ')",
    );
  });
});
