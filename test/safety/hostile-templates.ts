/** Templates that want more time or memory than there is, with what becomes of them. */

/** `stopped`: by a budget, whichever runs out first on the machine; errors are as Python raises them, at no great cost. */
export type Hostile = readonly [name: string, template: string, outcome: Outcome];

type Outcome =
  | 'stopped'
  | 'rendered'
  | 'MemoryError or stopped'
  | 'MemoryError'
  | 'RecursionError'
  | 'OverflowError'
  | 'ValueError'
  | 'TemplateSyntaxError'
  | 'TypeError'
  | 'UndefinedError';

const grow = (step: string) =>
  `{% set ns = namespace(v='abcdefgh', l=[1], t=(1, 2), u=(1, 2)) %}{% for i in range(99) %}{% ${step} %}{% endfor %}`;
const deep = (step: string) =>
  `{% set ns = namespace(v=[], w=[], g=[1]) %}{% for i in range(99999) %}{% ${step} %}{% endfor %}`;
const nested = (open: string, close: string, count = 10_000) =>
  `{{ ${open.repeat(count)}1${close.repeat(count)} }}`;
const forever = (body: string) => `{% for i in range(10**12) %}${body}{% endfor %}`;

export const hostileTemplates: readonly Hostile[] = [
  ['an endless loop', forever(''), 'stopped'],
  ['loops in loops', '{% for a in range(9) %}'.repeat(15) + '{% endfor %}'.repeat(15), 'stopped'],
  [
    'a list that grows while it is read',
    '{% for x in l %}{{ l.append(x) }}{% endfor %}',
    'stopped',
  ],
  ['a generator over such a list', "{{ l.extend(l | map('string')) }}", 'stopped'],
  ['a sum over a huge range', '{{ range(10**12) | sum }}', 'stopped'],
  ['a huge range as a list', '{{ range(10**12) | list }}', 'MemoryError'],
  ['a huge range joined', '{{ range(10**12) | join }}', 'stopped'],
  ['a huge range sorted', '{{ range(8 * 10**6) | sort }}', 'stopped'],
  ['the length of a huge range', '{{ range(10**30) | length }}', 'OverflowError'],
  ['the last item of a huge range', '{{ range(10**12) | last }}', 'rendered'],
  ['arguments from a huge range', '{{ cycler(*range(10**7)) }}', 'MemoryError'],
  ['a dict of a huge range', '{{ dict(zip(range(10**8), range(10**8))) }}', 'stopped'],

  ['output without end', forever('x'), 'stopped'],
  ['output in large pieces', forever("{{ 'abcdefgh' * 10**6 }}"), 'MemoryError'],
  ['one large output', "{{ 'a' * (6 * 10**7) }}", 'stopped'],
  ['output in many parts', "{{ '|||' * 10**6 }}", 'stopped'],
  ['a set block without end', `{% set x %}${forever('x')}{% endset %}`, 'stopped'],
  ['a large error message', "{{ {}['a' * 10**5].b }}", 'UndefinedError'],

  ['a text times a huge number', "{{ 'a' * 10**10 }}", 'MemoryError'],
  ['a list times a huge number', '{{ [0] * 10**10 }}', 'MemoryError'],
  ['a tuple times a huge number', '{{ (0,) * 10**10 }}', 'MemoryError'],
  ['a join that squares', "{{ ('a' * 10**6).join('b' * 10**6) }}", 'MemoryError'],
  ['the join filter that squares', "{{ (['x' * 10**6] * 10**6) | join }}", 'MemoryError'],
  ['a replacement that squares', "{{ ('a' * 10**6) | replace('a', 'b' * 10**6) }}", 'MemoryError'],
  ['a replacement of nothing', "{{ ('a' * 10**6).replace('', 'b' * 10**6) }}", 'MemoryError'],
  ['a translation that squares', "{{ ('a' * 10**6).translate({97: 'b' * 10**6}) }}", 'MemoryError'],
  ['tabs that expand', "{{ ('\\t' * 10**6).expandtabs(10**6) }}", 'MemoryError'],
  ['an indent that squares', "{{ ('a\\n' * 10**6) | indent(10**6) }}", 'MemoryError'],
  ['doubling by `~`', grow('set ns.v = ns.v ~ ns.v'), 'MemoryError or stopped'],
  ['doubling by `+`', grow('set ns.v = ns.v + ns.v'), 'MemoryError'],
  ['a list that extends itself', grow('if ns.l.extend(ns.l) %}{% endif'), 'stopped'],
  ['copies of a shared list', '{% set a = [0] * 10**6 %}{{ [a] * 10**6 }}', 'stopped'],
  [
    'lists kept without end',
    `{% set k = [] %}${forever('{{ k.append([i] * 10**5) }}')}`,
    'stopped',
  ],
  ['dict entries without end', `{% set d = {} %}${forever('{{ d.update({i: i}) }}')}`, 'stopped'],

  ['`center`', "{{ 'a' | center(10**9) }}", 'MemoryError'],
  ['`zfill`', "{{ 'a'.zfill(10**9) }}", 'MemoryError'],
  ['a `%` width', "{{ '%1000000000d' % 1 }}", 'MemoryError'],
  ['a `%` width from a value', "{{ '%*d' % (10**9, 1) }}", 'MemoryError'],
  ['a `%` width beyond counting', "{{ '%99999999999999999999d' % 1 }}", 'ValueError'],
  ['a `%` precision', "{{ '%.1000000000f' % 1.5 }}", 'MemoryError'],
  ['a `format` width', "{{ '{:1000000000}'.format(1) }}", 'MemoryError'],
  ['a `format` width from a value', "{{ '{:{}}'.format(1, 10**9) }}", 'MemoryError'],
  ['many `format` widths', "{{ ('{0:60000000}' * 100).format(1) }}", 'MemoryError'],
  ['the filler of `batch`', "{{ [1] | batch(10**10, 'x') | list }}", 'MemoryError'],
  ['the columns of `slice`', "{{ [1] | slice(10**10, 'x') | list }}", 'stopped'],
  ['`lipsum` of many paragraphs', '{{ lipsum(n=10**9) }}', 'stopped'],
  ['`lipsum` of long paragraphs', '{{ lipsum(min=10**9, max=10**9 + 1) }}', 'MemoryError'],
  ['the indent of `tojson`', '{{ [[1]] | tojson(indent=10**9) }}', 'MemoryError'],

  ['a tower of powers', '{{ 9**(9**9) }}', 'MemoryError'],
  ['products without end', grow('set ns.l = [(ns.l[0] + 9**999) * 9**9999999]'), 'MemoryError'],
  ['powers without end', forever('{% if 9**2000000 %}{% endif %}'), 'stopped'],
  ['an int of many digits', '{{ 10**5000 }}', 'ValueError'],
  ['a text of many digits', "{{ ('9' * 10**7) | int(base=16) | length }}", 'TypeError'],
  ['rounding to many digits', "{{ 1 | round(10**9, 'ceil') }}", 'MemoryError'],

  ['10,000 parentheses', nested('(', ')'), 'TemplateSyntaxError'],
  ['10,000 brackets', nested('[', ']'), 'TemplateSyntaxError'],
  ['10,000 braces', nested('{1:', '}'), 'TemplateSyntaxError'],
  ['10,000 operators', nested('1+', ''), 'TemplateSyntaxError'],
  // Each is computed when the template is compiled, and asks for the truth of those inside of it.
  ['constant conditions in each other', nested('(1 if ', '|string|length else x)', 25), 'rendered'],
  [
    'constant comparisons in each other',
    nested('((', " < 'b' < 'c')|string|lower)", 25),
    'TypeError',
  ],
  ['20,000 signs', nested('-', '', 20_000), 'TemplateSyntaxError'],
  ['10,000 filters', `{{ 1${' | string'.repeat(10_000)} }}`, 'TemplateSyntaxError'],
  [
    '10,000 blocks',
    '{% if 1 %}'.repeat(10_000) + '{% endif %}'.repeat(10_000),
    'TemplateSyntaxError',
  ],
  ['10,000 branches', `{% if 0 %}${'{% elif 0 %}'.repeat(10_000)}{% endif %}`, 'RecursionError'],
  ['10,000 open tags', '{{ '.repeat(10_000), 'TemplateSyntaxError'],
  [
    'a macro that calls itself',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    'RecursionError',
  ],
  [
    'a macro that calls itself twice',
    '{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(60) }}',
    'stopped',
  ],
  ['a block that shows itself', '{% block a %}{{ self.a() }}{% endblock %}', 'RecursionError'],
  [
    'a loop that recurses',
    '{% for x in [1] recursive %}{{ loop([x]) }}{% endfor %}',
    'RecursionError',
  ],

  ['lists in lists', `${deep('set ns.v = [ns.v]')}{{ ns.v }}`, 'RecursionError'],
  [
    'a comparison of such',
    `${deep('set ns.v = [ns.v] %}{% set ns.w = [ns.w]')}{{ ns.v == ns.w }}`,
    'RecursionError',
  ],
  ['such as JSON', `${deep('set ns.v = [ns.v]')}{{ ns.v | tojson }}`, 'RecursionError'],
  ['such printed nicely', `${deep('set ns.v = [ns.v]')}{{ ns.v | pprint }}`, 'RecursionError'],
  [
    'generators over generators',
    `${deep("set ns.g = ns.g | map('string')")}{{ ns.g | list }}`,
    'RecursionError',
  ],
  ['2^99 shared items', `${grow('set ns.t = (ns.t, ns.t)')}{{ ns.t }}`, 'stopped'],
  [
    '2^99 shared items compared',
    `${grow('set ns.t = (ns.t, ns.t) %}{% set ns.u = (ns.u, ns.u)')}{{ ns.t == ns.u }}`,
    'stopped',
  ],
  ['2^99 shared items as a key', `${grow('set ns.t = (ns.t, ns.t)')}{{ {ns.t: 1} }}`, 'stopped'],
  ['2^99 shared items as JSON', `${grow('set ns.t = (ns.t, ns.t)')}{{ ns.t | tojson }}`, 'stopped'],

  ['`urlize` of many dots', "{{ ('http://' ~ 'a.' * 50000 ~ '!') | urlize }}", 'rendered'],
  ['`urlize` of many hyphens', "{{ ('http://' ~ 'a-' * 50000 ~ '!') | urlize }}", 'rendered'],
  [
    '`urlize` of many brackets',
    "{{ ('http://a.com/' ~ '(' * 99999 ~ ')' * 99999) | urlize }}",
    'rendered',
  ],
  ['`urlize` of many at-signs', "{{ ('a@a.' * 50000 ~ '!') | urlize }}", 'rendered'],
  ['`urlize` of many colons', "{{ ('http://[' ~ ':' * 50000) | urlize }}", 'rendered'],
  ['`wordwrap` of a long word', "{{ ('a' * 200000) | wordwrap(5) }}", 'rendered'],
  [
    '`wordwrap` of many hyphens',
    "{{ ('!' * 99999 ~ '-' * 99999 ~ '!') | wordwrap(5) }}",
    'rendered',
  ],
  ['`striptags` of many brackets', "{{ ('<' * 10**6) | striptags | length }}", 'rendered'],
  ['`striptags` of open comments', "{{ ('<!--' * 10**5) | striptags | length }}", 'rendered'],
  ['`truncate` of a long text', "{{ ('a ' * 10**6) | truncate(10**6) | length }}", 'rendered'],
  [
    '`trim` of a long text',
    "{{ (' ' * 10**6 ~ 'x' ~ ' ' * 10**6 ~ 'x') | trim | length }}",
    'rendered',
  ],
  ['`find` of a near miss', "{{ ('a' * 10**6).find('a' * 5 * 10**5 ~ 'b') }}", 'rendered'],
];
