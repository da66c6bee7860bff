import { suite, test } from 'node:test';
import { gives, raises } from './render-source.ts';

suite('markup', () => {
  test('stays as it is where text is escaped', () => {
    gives(
      "{{ '<' | escape }} {{ '<b>' | safe | escape }} {{ '<' | escape | forceescape }} {{ ['<' | escape] }}",
      "&lt; <b> &amp;lt; [Markup('&lt;')]",
    );
  });

  test('escapes what joins it', () => {
    gives(
      "{{ ('<b>' | safe) + '<' }} {{ '<' + ('<b>' | safe) }} {{ ('-' | safe).join(['<', '<b>' | safe]) }} {{ ('a' | safe).replace('a', '<') }}",
      '<b>&lt; &lt;<b> &lt;-<b> &lt;',
    );
    raises(
      "{{ ('<b>' | safe) + 5 }}",
      "TypeError: unsupported operand type(s) for +: 'Markup' and 'int'",
    );
  });

  test('escapes what it formats', () => {
    gives(
      "{{ ('<%s>%r %d %.1f' | safe) % ('<', '<', 5, 2.25) }} {{ ('%(a)s' | safe) % {'a': '<'} }} {{ ('%s' | safe) % [1, '<'] }}",
      '<&lt;>&#39;&lt;&#39; 5 2.2 &lt; [1, &#39;&lt;&#39;]',
    );
    gives(
      "{{ ('{} {!r:>5} {a[0]}' | safe).format('<', '<', a=['&']) }} {{ ('{a}' | safe).format_map({'a': '<'}) }}",
      '&lt;   &#39;&lt;&#39; &amp; &lt;',
    );
  });

  test('gives markup again', () => {
    gives(
      "{{ ('a,b' | safe).split(',') }} {{ ('a-b' | safe).partition('-') }} {{ [('ab' | safe)[0], ('ab' | safe)[1:], ('ab' | safe) * 2] }} {{ [('ab' | safe).upper()] }}",
      "[Markup('a'), Markup('b')] (Markup('a'), Markup('-'), Markup('b')) [Markup('a'), Markup('b'), Markup('abab')] [Markup('AB')]",
    );
  });

  test('is a str to everything else', () => {
    gives(
      "{{ 'a' | safe == 'a' }} {{ {'a': 1}['a' | safe] }} {{ ('a' | safe) in 'abc' }} {{ ('a' | safe) is string }} {{ 'abc'.startswith('a' | safe) }} {{ ('abc' | safe).find('c' | safe) }}",
      'True 1 True True True 2',
    );
  });

  test('loses its tags and resolves its references', () => {
    gives("{{ ('<b>a</b>  &amp;' | safe).striptags() }} {{ ('&lt;' | safe).unescape() }}", 'a & <');
  });

  test('decides what autoescape does', () => {
    gives(
      "{% autoescape true %}{{ '<' }}{{ '<' | safe }}{{ ['<', '>' | safe] | join('<') }}{{ '<a>' | replace('a', '<') }}{{ ('<a>' | safe) | replace('a', '<') }}{% endautoescape %}{{ '<' }}",
      '&lt;<&lt;&lt;>&lt;&lt;&gt;<&lt;><',
    );
    gives(
      "{% autoescape true %}{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('<') }}{{ {'a': '<'} | xmlattr }}{% endautoescape %}",
      '<b>&lt;</b> a="&lt;"',
    );
  });
});
