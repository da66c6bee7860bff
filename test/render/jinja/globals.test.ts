import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('global functions', () => {
  test("range counts like Python's", () => {
    gives(
      '{{ range(3) | list }} {{ range(5, 1, -2) | list }} {{ range(2, 4) }} {{ range(10**20, 10**20 + 1) | list }}',
      '[0, 1, 2] [5, 3] range(2, 4) [100000000000000000000]',
    );
    raises('{{ range() }}', 'TypeError: range expected at least 1 argument, got 0');
    raises("{{ range('a') }}", "TypeError: 'str' object cannot be interpreted as an integer");
    raises('{{ range(1, 2, 0) }}', 'ValueError: range() arg 3 must not be zero');
    raises('{{ range(stop=1) }}', 'TypeError: range() takes no keyword arguments');
  });

  test('dict takes pairs and keywords', () => {
    gives(
      "{{ dict(a=1, b=2) }} {{ dict([('x', 1)], y=2) }} {{ dict({'a': 1}) }}",
      "{'a': 1, 'b': 2} {'x': 1, 'y': 2} {'a': 1}",
    );
    raises('{{ dict(1) }}', "TypeError: 'int' object is not iterable");
    raises('{{ dict(1, 2) }}', 'TypeError: dict expected at most 1 argument, got 2');
    raises(
      "{{ dict(['abc']) }}",
      'ValueError: dictionary update sequence element #0 has length 3; 2 is required',
    );
    raises('{{ dict(missing) }}', "UndefinedError: 'missing' is undefined");
  });

  test('namespace keeps what a loop assigns', () => {
    gives(
      '{% set ns = namespace(total=0) %}{% for x in [1, 2] %}{% set ns.total = ns.total + x %}{% endfor %}{{ ns.total }} {{ ns }}',
      "3 <Namespace {'total': 3}>",
    );
    gives(
      "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns['b'] }}{{ ns.c is undefined }}{{ ns.items is undefined }}",
      '12TrueTrue',
    );
    raises(
      '{% set name = {} %}{% set name.x = 1 %}',
      'TemplateRuntimeError: cannot assign attribute on non-namespace object',
    );
  });

  test('cycler goes round', () => {
    gives(
      "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.reset() }}{{ c.next() }}",
      'abaaNonea',
    );
    raises('{{ cycler() }}', 'RuntimeError: at least one item has to be provided');
    raises(
      '{{ cycler(a=1) }}',
      "TypeError: Cycler.__init__() got an unexpected keyword argument 'a'",
    );
    raises(
      '{{ cycler(1).next(2) }}',
      'TypeError: Cycler.next() takes 1 positional argument but 2 were given',
    );
  });

  test('joiner is silent the first time', () => {
    gives("{% set j = joiner('|') %}{{ j() }}a{{ j() }}b{{ j() }}c", 'a|b|c');
    raises(
      '{{ joiner(1, 2) }}',
      'TypeError: Joiner.__init__() takes from 1 to 2 positional arguments but 3 were given',
    );
    raises(
      '{{ joiner()(1) }}',
      'TypeError: Joiner.__call__() takes 1 positional argument but 2 were given',
    );
  });

  test('lipsum writes no paragraph when asked for none', () => {
    gives('{{ lipsum(0) }}{{ lipsum(0, html=false) }}', '');
    raises('{{ lipsum(1, min=5, max=5) }}', 'ValueError: empty range for randrange() (5, 5, 0)');
    raises(
      '{{ lipsum(words=1) }}',
      "TypeError: generate_lorem_ipsum() got an unexpected keyword argument 'words'",
    );
  });

  test('zip pairs up and stops at the shortest', () => {
    gives(
      "{{ zip([1, 2, 3], 'ab') | list }} {{ zip() | list }} {{ zip }}",
      "[(1, 'a'), (2, 'b')] [] <class 'zip'>",
    );
    raises(
      '{{ zip([1], [2, 3], strict=true) | list }}',
      'ValueError: zip() argument 2 is longer than argument 1',
    );
    raises(
      '{{ zip([1, 2], [3], strict=true) | list }}',
      'ValueError: zip() argument 2 is shorter than argument 1',
    );
    raises('{{ zip(1) }}', "TypeError: 'int' object is not iterable");
    raises('{{ zip([1], lax=true) }}', "TypeError: 'lax' is an invalid keyword argument for zip()");
  });
});
