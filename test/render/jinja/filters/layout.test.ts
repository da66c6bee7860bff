import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('layout filters', () => {
  test('truncate cuts at a blank and allows a leeway of five', () => {
    gives(
      "{{ 'foo bar baz qux' | truncate(9) }}|{{ 'foo bar baz qux' | truncate(11) }}|{{ 'foo bar baz qux' | truncate(11, leeway=0) }}|{{ 'foo bar baz qux' | truncate(9, true) }}|{{ 'foo bar baz' | truncate(5, end='', leeway=0) }}",
      'foo...|foo bar baz qux|foo bar...|foo ba...|foo',
    );
    gives(
      "{{ 'aaaaaaaaaaaaaaaaaaaa' | truncate(10) }} {{ ('😀' * 20) | truncate(5, true, '.', 0) }} {{ [1, 2] | truncate(5) }}",
      'aaaaaaa... 😀😀😀😀. [1, 2]',
    );
    raises("{{ 'a' | truncate(2) }}", 'AssertionError: expected length >= 3, got 2');
    raises("{{ 'a' | truncate(leeway=-1) }}", 'AssertionError: expected leeway >= 0, got -1');
    raises('{{ 5 | truncate }}', "TypeError: object of type 'int' has no len()");
    raises(
      "{{ 'abc' | truncate('x') }}",
      "TypeError: '>=' not supported between instances of 'str' and 'int'",
    );
  });

  test('indent leaves the first line and blank lines alone', () => {
    gives(
      "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb\n\nc' | indent(2, true, true) }}|{{ 'a\\r\nb' | indent('> ', first=true) }}|{{ '' | indent }}",
      'a\n    b\n\n    c|  a\n  b\n  \n  c|> a\n> b|',
    );
    raises('{{ 5 | indent }}', "TypeError: unsupported operand type(s) for +=: 'int' and 'str'");
    raises(
      "{{ 'a' | indent(1.5) }}",
      "TypeError: can't multiply sequence by non-int of type 'float'",
    );
    raises(
      '{{ none | indent }}',
      "TypeError: unsupported operand type(s) for +=: 'NoneType' and 'str'",
    );
  });

  test('wordwrap breaks at blanks and hyphens', () => {
    gives(
      "{{ 'the quick brown fox jumps' | wordwrap(10) }}|{{ 'well-known e-mail --- dash' | wordwrap(7) }}|{{ 'one\n\ntwo three' | wordwrap(4) }}",
      'the quick\nbrown fox\njumps|well-\nknown\ne-mail\n---\ndash|one\n\ntwo \nthre\ne',
    );
  });

  test('wordwrap breaks long words unless told not to', () => {
    gives(
      "{{ 'abcdefghij kl' | wordwrap(4) }}|{{ 'abcdefghij kl' | wordwrap(4, false) }}|{{ 'ab-cdefgh' | wordwrap(5, break_on_hyphens=false) }}|{{ 'a b c' | wordwrap(1, wrapstring='/') }}",
      'abcd\nefgh\nij\nkl|abcdefghij\nkl|ab-cd\nefgh|a/b/c',
    );
  });

  test('wordwrap keeps a blank before a word that it cannot place, as Python does', () => {
    gives("{{ 'ab cccc' | wordwrap(3) }}", 'ab \nccc\nc');
    raises("{{ 'a b' | wordwrap(0) }}", 'ValueError: invalid width 0 (must be > 0)');
    raises(
      "{{ 'a b' | wordwrap('x') }}",
      "TypeError: '<=' not supported between instances of 'str' and 'int'",
    );
    raises('{{ 5 | wordwrap }}', "AttributeError: 'int' object has no attribute 'splitlines'");
  });
});
