import { suite, test } from 'node:test';
import { gives, raises } from '../render-source.ts';

suite('filters for HTML', () => {
  test('escape and its short name', () => {
    gives(
      "{{ '<a href=\"x\">\\'&' | e }} {{ none | escape }} {{ 5 | e }}",
      '&lt;a href=&#34;x&#34;&gt;&#39;&amp; None 5',
    );
    raises("{{ 'a' | e(1) }}", 'TypeError: escape() takes 1 positional argument but 2 were given');
    raises(
      "{{ 'a' | escape(s=1) }}",
      "TypeError: escape() got some positional-only arguments passed as keyword arguments: 's'",
    );
  });

  test('striptags removes comments and tags, and makes white space single', () => {
    gives(
      "{{ '<p class=\"a\">One</p>\n  <!-- <b> -->Two &amp; &nbsp;three &#233;&#x41;' | striptags }} {{ 'a < b' | striptags }} {{ '<!<!-- x -->-- y -->z' | striptags }} {{ 5 | striptags }}",
      'One Two & \u00a0three éA a < b z 5',
    );
  });

  test('striptags resolves references as HTML 5 does', () => {
    gives(
      "{{ '&#128;&#x110000;&#1;&notit;&notin;&amp&lt;&bogus;&AElig' | striptags }}",
      '€�¬it;∉&<&bogus;Æ',
    );
  });

  test('xmlattr writes attributes, without those that are none or undefined', () => {
    gives(
      "<p{{ {'class': 'a\"b', 'id': none, 'x': missing, 'n': 1} | xmlattr }}> {{ {'a': 1} | xmlattr(false) }} [{{ {} | xmlattr }}]",
      '<p class="a&#34;b" n="1"> a="1" []',
    );
    raises("{{ {'a b': 1} | xmlattr }}", "ValueError: Invalid character in attribute name: 'a b'");
    raises('{{ {1: 1} | xmlattr }}', "TypeError: expected string or bytes-like object, got 'int'");
    raises('{{ [] | xmlattr }}', "AttributeError: 'list' object has no attribute 'items'");
  });

  test('urlize links addresses and leaves the punctuation around them outside', () => {
    gives(
      "{{ 'see http://example.com/a?b=c&d, (www.example.org) <https://x.yz> or foo.com:80/x.' | urlize }}",
      'see <a href="http://example.com/a?b=c&amp;d" rel="noopener">http://example.com/a?b=c&amp;d</a>, (<a href="https://www.example.org" rel="noopener">www.example.org</a>) &lt;<a href="https://x.yz" rel="noopener">https://x.yz</a>&gt; or <a href="https://foo.com:80/x" rel="noopener">foo.com:80/x</a>.',
    );
    gives(
      "{{ 'mailto:a@b.co a.b@c.org @a@b x@y' | urlize }} {{ 'http://1.2.3.4/ https://[::1:2]/ http://a www.a' | urlize }}",
      '<a href="mailto:a@b.co">a@b.co</a> <a href="mailto:a.b@c.org">a.b@c.org</a> @a@b x@y <a href="http://1.2.3.4/" rel="noopener">http://1.2.3.4/</a> <a href="https://[::1:2]/" rel="noopener">https://[::1:2]/</a> http://a www.a',
    );
    gives(
      "{{ '(http://en.example.org/wiki/A_(b)) http://a.bc/x).' | urlize }}",
      '(<a href="http://en.example.org/wiki/A_(b)" rel="noopener">http://en.example.org/wiki/A_(b)</a>) <a href="http://a.bc/x" rel="noopener">http://a.bc/x</a>).',
    );
  });

  test('urlize shortens and marks as told', () => {
    gives(
      "{{ 'http://example.com/' | urlize(10, true, '_blank') }} {{ 'http://example.com/' | urlize(rel='me you', target='<') }} {{ 'tel:123' | urlize(extra_schemes=['tel:']) }}",
      '<a href="http://example.com/" rel="nofollow noopener" target="_blank">http://exa...</a> <a href="http://example.com/" rel="me noopener you" target="&lt;">http://example.com/</a> <a href="tel:123" rel="noopener">tel:123</a>',
    );
    raises(
      "{{ 'a' | urlize(extra_schemes=['a']) }}",
      "FilterArgumentError: 'a' is not a valid URI scheme prefix.",
    );
    raises(
      "{{ 'http://a.bc' | urlize('x') }}",
      "TypeError: '>' not supported between instances of 'int' and 'str'",
    );
  });
});
