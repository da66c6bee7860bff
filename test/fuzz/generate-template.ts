/** Random templates over the rows of `generate-row.ts`: every construct of Jinja2, mostly of fitting types. */
import type { Random } from './random.ts';

type Type = 'text' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'any';

/** What is bound at a place: names with their types. */
interface Scope {
  readonly names: readonly (readonly [string, Type])[];
  readonly macros: readonly string[];
  readonly isInLoop: boolean;
}

const rowNames: Scope['names'] = [
  ['text', 'text'],
  ['word', 'text'],
  ['n', 'int'],
  ['m', 'int'],
  ['label', 'int'],
  ['f', 'float'],
  ['flag', 'bool'],
  ['nothing', 'any'],
  ['items', 'list'],
  ['nums', 'list'],
  ['mixed', 'list'],
  ['rows', 'list'],
  ['nested', 'list'],
  ['d', 'dict'],
];

export function generateTemplate(random: Random): string {
  return new Generator(random).body({ names: rowNames, macros: [], isInLoop: false }, 3);
}

const words = [
  '',
  ' ',
  'Q: ',
  '\n',
  ' ||| ',
  'x',
  '\t',
  ' the answer is ',
  '\n\n',
  'é😀',
  '{ ',
  '}',
];

class Generator {
  readonly #random: Random;
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  body(outer: Scope, depth: number): string {
    let scope = outer;
    let text = '';
    for (let count = 1 + this.#random.below(4); count > 0; count -= 1) {
      const [statement, inner] = this.#statement(scope, depth);
      text += this.#random.pick(words) + statement;
      scope = inner;
    }
    return text + this.#random.pick(words);
  }

  #statement(scope: Scope, depth: number): [string, Scope] {
    if (depth <= 0 || this.#random.chance(0.45)) return [this.#print(scope, depth), scope];
    const make = this.#random.pick([
      this.#if,
      this.#for,
      this.#for,
      this.#set,
      this.#set,
      this.#setBlock,
      this.#macro,
      this.#call,
      this.#with,
      this.#filterBlock,
      this.#namespace,
      this.#other,
    ]);
    return make.call(this, scope, depth - 1);
  }

  #print(scope: Scope, depth: number): string {
    return `${this.#open('{{')}${this.#expression(scope, this.#type(), depth + 1)}${this.#close('}}')}`;
  }

  #tag(inside: string): string {
    return `${this.#open('{%')}${inside}${this.#close('%}')}`;
  }

  #open(brace: string): string {
    const sign = brace === '{%' && this.#random.chance(0.15) ? this.#random.pick(['-', '+']) : '';
    return `${brace}${sign} `;
  }

  #close(brace: string): string {
    return ` ${this.#random.chance(0.12) ? '-' : ''}${brace}`;
  }

  #if(scope: Scope, depth: number): [string, Scope] {
    let text = this.#tag(`if ${this.#expression(scope, 'bool', depth)}`) + this.body(scope, depth);
    if (this.#random.chance(0.3)) {
      text += this.#tag(`elif ${this.#expression(scope, 'bool', depth)}`) + this.body(scope, depth);
    }
    if (this.#random.chance(0.5)) text += this.#tag('else') + this.body(scope, depth);
    return [text + this.#tag('endif'), scope];
  }

  #for(scope: Scope, depth: number): [string, Scope] {
    const { target, iterable, names } = this.#loopHead(scope, depth);
    const inner: Scope = { ...scope, isInLoop: true, names: [...scope.names, ...names] };
    const filter = this.#random.chance(0.2) ? ` if ${this.#expression(inner, 'bool', depth)}` : '';
    let text = this.#tag(`for ${target} in ${iterable}${filter}`) + this.body(inner, depth);
    if (this.#random.chance(0.2)) text += this.#tag('else') + this.body(scope, depth);
    return [text + this.#tag('endfor'), scope];
  }

  #loopHead(scope: Scope, depth: number) {
    const name = this.#name();
    const other = this.#name();
    const expression = (type: Type): string => this.#expression(scope, type, depth);
    return this.#random.pick([
      () => ({ target: name, iterable: expression('list'), names: [[name, 'any'] as const] }),
      () => ({
        target: name,
        iterable: `range(${this.#random.below(4)})`,
        names: [[name, 'int'] as const],
      }),
      () => ({
        target: `${name}, ${other}`,
        iterable: `${expression('dict')}.items()`,
        names: [[name, 'text'] as const, [other, 'any'] as const],
      }),
      () => ({
        target: `${name}, ${other}`,
        iterable: `zip(${expression('list')}, ${expression('list')})`,
        names: [[name, 'any'] as const, [other, 'any'] as const],
      }),
      () => ({ target: name, iterable: expression('text'), names: [[name, 'text'] as const] }),
    ])();
  }

  #set(scope: Scope, depth: number): [string, Scope] {
    const name = this.#random.chance(0.3) ? this.#random.pick(scope.names)[0] : this.#name();
    const type = this.#type();
    const text = this.#tag(`set ${name} = ${this.#expression(scope, type, depth + 1)}`);
    return [text, { ...scope, names: [...scope.names, [name, type]] }];
  }

  #setBlock(scope: Scope, depth: number): [string, Scope] {
    const name = this.#name();
    const filter = this.#random.chance(0.4) ? ` | ${this.#random.pick(textFilters)}` : '';
    const text = this.#tag(`set ${name}${filter}`) + this.body(scope, depth) + this.#tag('endset');
    return [text, { ...scope, names: [...scope.names, [name, 'text']] }];
  }

  #macro(scope: Scope, depth: number): [string, Scope] {
    const macro = this.#name();
    const parameter = this.#name();
    const optional = this.#name();
    const fallback = this.#expression(scope, 'any', 0);
    const inner: Scope = {
      ...scope,
      names: [...scope.names, [parameter, 'any'], [optional, 'any']],
    };
    const extra = this.#random.chance(0.2)
      ? this.#random.pick(['{{ caller() if caller }}', '{{ varargs }}', '{{ kwargs }}'])
      : '';
    const text =
      this.#tag(`macro ${macro}(${parameter}, ${optional}=${fallback})`) +
      extra +
      this.body(inner, depth) +
      this.#tag('endmacro');
    return [text, { ...scope, macros: [...scope.macros, macro] }];
  }

  #call(scope: Scope, depth: number): [string, Scope] {
    const [macro] = scope.macros;
    if (macro === undefined) return this.#set(scope, depth);
    const given = this.#expression(scope, 'any', depth);
    if (this.#random.chance(0.6)) return [`{{ ${macro}(${given}) }}`, scope];
    const text =
      this.#tag(`call ${macro}(${given})`) + this.body(scope, depth) + this.#tag('endcall');
    return [text, scope];
  }

  #with(scope: Scope, depth: number): [string, Scope] {
    const name = this.#name();
    const inner: Scope = { ...scope, names: [...scope.names, [name, 'any']] };
    const value = this.#expression(scope, 'any', depth);
    const text =
      this.#tag(`with ${name} = ${value}`) + this.body(inner, depth) + this.#tag('endwith');
    return [text, scope];
  }

  #filterBlock(scope: Scope, depth: number): [string, Scope] {
    const filter = this.#random.pick(textFilters);
    return [
      this.#tag(`filter ${filter}`) + this.body(scope, depth) + this.#tag('endfilter'),
      scope,
    ];
  }

  #namespace(scope: Scope, depth: number): [string, Scope] {
    const name = this.#name();
    const item = this.#name();
    const text =
      this.#tag(`set ${name} = namespace(v=${this.#expression(scope, 'any', 0)})`) +
      this.#tag(`for ${item} in ${this.#expression(scope, 'list', depth)}`) +
      this.#tag(`set ${name}.v = ${item}`) +
      this.#tag('endfor') +
      `{{ ${name}.v }}`;
    return [text, scope];
  }

  #other(scope: Scope, depth: number): [string, Scope] {
    const text = this.#random.pick([
      () => '{# a comment #}',
      () => '{%- raw %}{{ raw }}{% endraw -%}',
      () => `{% autoescape true %}${this.body(scope, depth)}{% endautoescape %}`,
      () =>
        `{% block ${this.#name()} %}${this.body({ ...scope, names: rowNames, macros: [] }, depth)}{% endblock %}`,
      () => `{% print ${this.#expression(scope, 'any', depth)} %}`,
    ])();
    return [text, scope];
  }

  #name(): string {
    this.#names += 1;
    return `v${this.#names}`;
  }

  #type(): Type {
    return this.#random.pick(['text', 'text', 'int', 'float', 'bool', 'list', 'dict', 'any']);
  }

  #expression(scope: Scope, wanted: Type, depth: number): string {
    const type = wanted === 'any' || this.#random.chance(0.06) ? this.#type() : wanted;
    if (depth <= 0) return this.#leaf(scope, type);
    const inner = (of: Type): string => this.#expression(scope, of, depth - 1);
    const made = this.#random.chance(0.25) ? this.#leaf(scope, type) : this.#operation(type, inner);
    return this.#random.chance(0.1) ? this.#wrapped(made, inner) : made;
  }

  #leaf(scope: Scope, type: Type): string {
    const names = scope.names.filter(([, of]) => of === type || type === 'any');
    if (scope.isInLoop && this.#random.chance(0.15))
      return `loop.${this.#random.pick(loopMembers)}`;
    if (names.length > 0 && this.#random.chance(0.7)) return this.#random.pick(names)[0];
    return this.#random.pick(literals[type]);
  }

  #wrapped(expression: string, inner: (of: Type) => string): string {
    return this.#random.pick([
      () => `(${expression})`,
      () => `(${expression} if ${inner('bool')} else ${inner('any')})`,
      () => `(${expression} if ${inner('bool')})`,
      () => `(${expression}) | default(${inner('any')}${this.#random.chance(0.5) ? ', true' : ''})`,
      () => `(${expression} or ${inner('any')})`,
      () => `(${expression} and ${inner('any')})`,
    ])();
  }

  #operation(type: Type, inner: (of: Type) => string): string {
    const template = this.#random.pick(operations[type === 'any' ? this.#type() : type] ?? ['$t']);
    return template.replace(/\$[a-z]/g, (mark) => atom(inner(holes[mark] ?? 'any')));
  }
}

/** In parentheses unless it is a name, a literal or a call without blanks. */
function atom(expression: string): string {
  return /^[\w.]+$|^'[^']*'$|^\[[^[\]]*\]$/.test(expression) && !/^[\d.-]/.test(expression)
    ? expression
    : `(${expression})`;
}

const holes: Record<string, Type> = {
  $t: 'text',
  $i: 'int',
  $f: 'float',
  $b: 'bool',
  $l: 'list',
  $d: 'dict',
  $a: 'any',
};

const loopMembers =
  'index index0 revindex revindex0 first last length depth previtem nextitem'.split(' ');

const literals: Record<Type, readonly string[]> = {
  text: ["''", "'abc'", '"it\'s"', "'a b c'", "'é'", "'%s-%d'", "'{}{}'", "'\\n'", "'A'", "','"],
  int: ['0', '1', '2', '-1', '7', '100', '10_000', '12345678901234567890', '0x1f'],
  float: ['0.0', '1.5', '-2.5', '1e3', '3.14159', '1e20', '0.1'],
  bool: ['true', 'false', 'True', 'none'],
  list: [
    '[]',
    '[1, 2, 3]',
    "['b', 'a', 'C']",
    '[1, 1.0, true]',
    '(1, 2)',
    "[none, 'x']",
    '[[1, 2], [3]]',
    'range(3)',
  ],
  dict: ['{}', "{'a': 1, 'b': [2]}", "{1: 'x', 'y': none}"],
  any: ['none', 'undefined_name', '1', "'s'"],
};

const textFilters = [
  'upper',
  'lower',
  'title',
  'capitalize',
  'trim',
  "replace('a', 'b')",
  'indent(2)',
  'wordwrap(10)',
  'truncate(8)',
  'striptags',
  'e',
  'center(20)',
  'urlencode',
  'string',
];

const operations: Record<Type, readonly string[]> = {
  text: [
    '$t ~ $a',
    '$t + $t',
    '$t * $i',
    '$t[$i]',
    '$t[$i:$i]',
    '$t[::$i]',
    '$t | upper',
    '$t | lower',
    '$t | title',
    '$t | capitalize',
    '$t | trim',
    '$t | trim($t)',
    '$a | string',
    '$t | replace($t, $t)',
    '$t | replace($t, $t, $i)',
    '$t | truncate($i)',
    '$t | truncate($i, true, $t)',
    '$t | truncate($i, leeway=$i)',
    '$t | wordwrap($i)',
    '$t | indent($i, true)',
    '$t | center($i)',
    '$t | escape',
    '$t | striptags',
    '$t | urlencode',
    '$t | urlize',
    '$l | join($t)',
    "$l | join($t, attribute='name')",
    '$l | first',
    '$l | last',
    '$l | choice',
    '$l | random',
    '$a | pprint',
    '$a | tojson',
    '$i | filesizeformat',
    '$d | xmlattr',
    '$t % $a',
    '$t % ($a, $a)',
    '$t | format($a, $a)',
    '$t.format($a, $a)',
    "'{:>10}|{:^5}'.format($t, $i)",
    "'{:,.2f} {:e} {:g} {!r}'.format($f, $f, $f, $a)",
    "'%5.1f|%-6s|%03d|%x' % ($f, $t, $i, $i)",
    '$t.strip()',
    '$t.split($t)',
    '$t.join($l)',
    '$t.lower()',
    '$t.title()',
    '$t.swapcase()',
    '$t.casefold()',
    '$t.replace($t, $t)',
    '$t.zfill($i)',
    '$t.center($i, $t)',
    '$t.ljust($i)',
    '$t.partition($t)',
    '$t.rpartition($t)',
    '$t.removeprefix($t)',
    '$t.expandtabs($i)',
    '$t.capitalize()',
  ],
  int: [
    '$i + $i',
    '$i - $i',
    '$i * $i',
    '$i // $i',
    '$i % $i',
    '-$i',
    '+$i',
    '$i ** 2',
    '$t | length',
    '$l | length',
    '$l | count',
    '$a | int',
    '$t | int($i, 16)',
    '$l | sum',
    '$i | abs',
    '$t | wordcount',
    '$t.find($t)',
    '$t.index($t)',
    '$t.count($t)',
    '$l.index($a)',
    '$l.count($a)',
    '$l | max',
    '$l | min',
    '$d | length',
  ],
  float: [
    '$f + $f',
    '$f * $i',
    '$i / $i',
    '$f // $i',
    '$f % $f',
    '-$f',
    '$f | round',
    '$f | round($i)',
    "$f | round(1, 'ceil')",
    "$f | round(method='floor')",
    '$a | float',
    '$f | abs',
    '$f ** 2',
    '$f | int',
    '$f.is_integer()',
  ],
  bool: [
    '$a == $a',
    '$a != $a',
    '$i < $i',
    '$f >= $i',
    '$t < $t',
    '$i < $i <= $f',
    '$a in $l',
    '$t in $t',
    '$t not in $d',
    'not $a',
    '$b and $b',
    '$b or $b',
    '$a is defined',
    '$a is none',
    '$i is odd',
    '$i is even',
    '$i is divisibleby $i',
    '$a is number',
    '$a is string',
    '$a is mapping',
    '$a is sequence',
    '$a is iterable',
    '$a is integer',
    '$a is float',
    '$a is boolean',
    '$a is true',
    '$t is upper',
    '$t is lower',
    '$a is sameas none',
    '$a is eq $a',
    '$a is in $l',
    '$t.startswith($t)',
    '$t.endswith($t)',
    '$t.isdigit()',
    '$t.isalpha()',
    '$t.isupper()',
    '$t.istitle()',
    '$t.isspace()',
  ],
  list: [
    '$l + $l',
    '$l * 2',
    '$l[$i:$i]',
    '$l[::-1]',
    '[$a, $a]',
    '($a, $a)',
    '$l | list',
    '$l | sort',
    '$l | sort(reverse=true)',
    "$l | sort(attribute='id')",
    '$l | unique | list',
    '$l | reverse | list',
    "$l | map('upper') | list",
    "$l | map(attribute='name') | list",
    "$l | map(attribute='name', default=$a) | list",
    "$l | select('string') | list",
    "$l | reject('none') | list",
    "$l | select('equalto', $a) | list",
    "$l | selectattr('name') | list",
    "$l | rejectattr('label', 'equalto', $i) | list",
    '$l | batch($i) | list',
    '$l | batch(2, $a) | list',
    '$l | slice(2) | list',
    "$l | groupby('label') | list",
    '$l | most_frequent',
    '$d | dictsort',
    "$d | dictsort(by='value')",
    '$d | items | list',
    '$d | list',
    '$d.keys() | list',
    '$d.values() | list',
    '$d.items() | list',
    '$t | list',
    '$t.split()',
    '$t.split($t, $i)',
    '$t.rsplit(none, 1)',
    '$t.splitlines()',
    'range($i) | list',
    'range($i, $i, 2) | list',
    'zip($l, $l) | list',
    '$l.copy()',
  ],
  dict: ['{$t: $a, $t: $a}', 'dict(a=$a)', 'dict($d, b=$a)', '$d.copy()'],
  any: [
    '$a',
    '$l[$i]',
    '$d[$t]',
    '$d.get($t)',
    '$d.a',
    '$l[0].name',
    '$d.get($t, $a)',
    '$l.pop()',
    '$d.update($d)',
    '$l.append($a)',
    '$a.name',
  ],
};
