import { suite, test } from 'node:test';
import { gives } from './render-source.ts';

suite('attributes and items', () => {
  test('a dot takes the attribute before the item', () => {
    gives(
      "{{ {'keys': 1}.keys is callable }} {{ {'a': 1}.a }} {{ [5, 6].1 }} {{ 'ab'.upper() }}",
      'True 1 6 AB',
    );
  });

  test('brackets take the item before the attribute', () => {
    gives(
      "{{ {'keys': 1}['keys'] }} {{ {'a': 1}['keys'] is callable }} {{ 'ab'['upper']() }}",
      '1 True AB',
    );
  });

  test('an index that is missing or of the wrong type is undefined', () => {
    gives(
      "{{ [1][5] is undefined }} {{ [1]['a'] is undefined }} {{ [1][1.0] is undefined }} {{ {}[[]] is undefined }} {{ 5[0] is undefined }}",
      'True True True True True',
    );
  });

  test('a value of None is found', () => {
    gives("{{ {'a': none}.a }} {{ {'a': none}['a'] }}", 'None None');
  });

  test('what only JavaScript has is not there', () => {
    gives(
      "{{ 'a'.constructor is undefined }} {{ [].push is undefined }} {{ {}.prototype is undefined }} {{ [1]['length'] is undefined }} {{ {}['hasOwnProperty'] is undefined }}",
      'True True True True True',
    );
  });
});
