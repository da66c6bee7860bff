import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { seeded } from '../../../server/src/render/promptsource/random-source.ts';
import { gives, raises } from '../jinja/render-source.ts';

suite("PromptSource's environment", () => {
  test('knows names of its own, and none of JavaScript', () => {
    const { filters, tests, globals } = createEnvironment({ random: seeded(1) });
    assert.deepEqual(
      ['choice', 'most_frequent', 'highlight', 'constructor'].map((name) => filters.has(name)),
      [true, true, true, false],
    );
    assert.deepEqual(
      [globals.has('zip'), globals.has('toString'), tests.has('odd')],
      [true, false, true],
    );
  });

  test('choice takes one item, and refuses an empty sequence', () => {
    gives("{{ ['a', 'b'] | choice }}{{ 'xyz' | choice }}", 'ax');
    raises('{{ [] | choice }}', 'IndexError: Cannot choose from an empty sequence');
    raises('{{ 5 | choice }}', "TypeError: object of type 'int' has no len()");
    raises(
      '{{ [1] | choice(2) }}',
      'TypeError: choice() takes 1 positional argument but 2 were given',
    );
  });

  test('most_frequent gives all items of the highest count, in order', () => {
    gives("{{ ['b', 'a', 'b', 'a', 'c'] | most_frequent }}", "['b', 'a']");
    gives('{{ [1, true, 1.0] | most_frequent }}', '[1]');
    gives("{{ {'a': 2, 'b': 2, 'c': 1} | most_frequent }}", "['a', 'b']");
    gives('{{ [] | most_frequent }}', 'None');
    raises('{{ [[1]] | most_frequent }}', "TypeError: unhashable type: 'list'");
    raises('{{ 5 | most_frequent }}', "TypeError: 'int' object is not iterable");
  });

  test('highlight wraps a text', () => {
    gives("{{ 'a' | highlight }}", "<span style='color: #F08080'>a</span>");
    raises('{{ 5 | highlight }}', 'TypeError: can only concatenate str (not "int") to str');
    raises('{{ x | highlight }}', "UndefinedError: 'x' is undefined");
  });
});
