import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('the loop variable', () => {
  test('counts from both ends', () => {
    gives(
      "{% for x in 'abc' %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }} {% endfor %}",
      '1032 2121 3210 ',
    );
    gives(
      "{% for x in 'abc' %}{{ loop.first }}/{{ loop.last }}/{{ loop.length }} {% endfor %}",
      'True/False/3 False/False/3 False/True/3 ',
    );
  });

  test('knows its neighbours, None among them', () => {
    gives(
      '{% for x in [none, 1] %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}',
      '<None>1 None<1> ',
    );
    raises(
      '{% for x in [1] %}{{ loop.previtem.a }}{% endfor %}',
      'UndefinedError: there is no previous item',
    );
    raises(
      '{% for x in [1] %}{{ loop.nextitem.a }}{% endfor %}',
      'UndefinedError: there is no next item',
    );
  });

  test('cycles through its arguments', () => {
    gives("{% for x in 'abc' %}{{ loop.cycle('odd', 'even') }} {% endfor %}", 'odd even odd ');
    raises(
      "{% for x in 'abc' %}{{ loop.cycle() }}{% endfor %}",
      'TypeError: no items for cycling given',
    );
  });

  test('tells whether values changed since the last time', () => {
    gives(
      '{% for x in [1, 1, 1.0, 2] %}{{ loop.changed(x) }} {% endfor %}',
      'True False False True ',
    );
    gives(
      "{% for x in 'ab' %}{{ loop.changed() }}{{ loop.changed([1], 2) }} {% endfor %}",
      'TrueTrue TrueTrue ',
    );
  });

  test('measures a generator by reading it to its end', () => {
    gives(
      '{% for x in [1, 2, 3] | select %}{{ loop.length }}{{ loop.last }}{{ x }} {% endfor %}',
      '3False1 3False2 3True3 ',
    );
    gives(
      '{% for x in [1, 2, 3] | select %}{{ loop.nextitem }}{{ loop.revindex }} {% endfor %}',
      '23 32 1 ',
    );
  });

  test('renders its body again for nested items, one level deeper', () => {
    gives(
      "{% for x in [1, [2, [3]]] recursive %}{{ loop.depth }}{{ loop.depth0 }}{{ x if x is number else '(' ~ loop(x) ~ ')' }}{% endfor %}",
      '10110(21221(323))',
    );
    raises(
      '{% for x in [1] %}{{ loop([1]) }}{% endfor %}',
      "TypeError: The loop must have the 'recursive' marker to be called recursively.",
    );
    raises(
      '{% for x in [1] recursive %}{{ loop() }}{% endfor %}',
      "TypeError: LoopContext.__call__() missing 1 required positional argument: 'iterable'",
    );
  });

  test('is a value that prints, measures and iterates', () => {
    gives(
      "{% for x in 'ab' %}{{ loop }}{{ loop | length }}{% endfor %}",
      '<LoopContext 1/2>2<LoopContext 2/2>2',
    );
    gives(
      "{% for x in 'abcd' %}{% for y, inner in loop %}{{ y }}{{ inner.index }}{% endfor %}{% endfor %}",
      'b2c3d4',
    );
    raises(
      "{% for x in 'a' %}{{ loop.other.name }}{% endfor %}",
      "UndefinedError: 'jinja2.runtime.LoopContext object' has no attribute 'other'",
    );
  });
});
