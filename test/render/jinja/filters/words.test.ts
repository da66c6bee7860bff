import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('word filters', () => {
  test('title starts words after blanks, hyphens and opening brackets', () => {
    gives(
      "{{ \"it's o'neil (été) [x] {y} <z>-ABC\" | title }} {{ 'ǆ ß' | title }} {{ none | title }}",
      "It's O'neil (Été) [X] {Y} <Z>-Abc Ǆ SS None",
    );
  });

  test('wordcount counts runs of letters, digits and underscores', () => {
    gives(
      "{{ 'foo bar_baz, 12 é-ü 日本' | wordcount }} {{ '' | wordcount }} {{ 1.5 | wordcount }}",
      '6 0 2',
    );
    raises(
      "{{ 'a' | wordcount(1) }}",
      'TypeError: do_wordcount() takes 1 positional argument but 2 were given',
    );
  });
});
