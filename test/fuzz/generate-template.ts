/** Random templates over the rows of `generate-row.ts`: every construct of Jinja2, mostly of fitting types. */
import { ExpressionGenerator } from './generate-expression.ts';
import type { Random } from './random.ts';
import { rowScope, type Scope, type Type, withNames } from './scope.ts';

export function generateTemplate(random: Random): string {
  return new TemplateGenerator(random).body(rowScope, 3);
}

type Made = readonly [text: string, after: Scope];

class TemplateGenerator {
  readonly #random: Random;
  readonly #expressions: ExpressionGenerator;
  #names = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#expressions = new ExpressionGenerator(random, random.chance(0.25) ? 0.15 : 0.002);
  }

  body(outer: Scope, depth: number): string {
    let scope = outer;
    let text = '';
    for (let count = 1 + this.#random.below(4); count > 0; count -= 1) {
      const [statement, inner] = this.#statement(scope, depth);
      text += this.#random.pick(texts) + statement;
      scope = inner;
    }
    return text + this.#random.pick(texts);
  }

  #statement(scope: Scope, depth: number): Made {
    if (depth <= 0 || this.#random.chance(0.4)) return [this.#print(scope, depth), scope];
    const make = this.#random.pick([
      this.#if,
      this.#if,
      this.#for,
      this.#for,
      this.#for,
      this.#recursiveLoop,
      this.#groups,
      this.#set,
      this.#set,
      this.#setBlock,
      this.#macro,
      this.#macro,
      this.#call,
      this.#call,
      this.#with,
      this.#filterBlock,
      this.#namespace,
      this.#cycle,
      this.#block,
      this.#other,
    ]);
    return make.call(this, scope, depth - 1);
  }

  #expression(scope: Scope, type: Type, depth: number): string {
    return this.#expressions.expression(scope, type, depth);
  }

  #print(scope: Scope, depth: number): string {
    const expression = this.#expression(scope, this.#expressions.type(), depth + 1);
    return `{{${this.#mark(0.05)} ${expression} ${this.#mark(0.12)}}}`;
  }

  #tag(inside: string): string {
    const open = this.#random.chance(0.03) ? '+' : this.#mark(0.12);
    return `{%${open} ${inside} ${this.#mark(0.12)}%}`;
  }

  #mark(chance: number): string {
    return this.#random.chance(chance) ? '-' : '';
  }

  #if(scope: Scope, depth: number): Made {
    const condition = (): string => this.#expression(scope, 'bool', depth);
    let text = this.#tag(`if ${condition()}`) + this.body(scope, depth);
    while (this.#random.chance(0.3)) {
      text += this.#tag(`elif ${condition()}`) + this.body(scope, depth);
    }
    if (this.#random.chance(0.5)) text += this.#tag('else') + this.body(scope, depth);
    return [text + this.#tag('endif'), scope];
  }

  #for(scope: Scope, depth: number): Made {
    const { target, iterable, names } = this.#loopHead(scope, depth);
    const inner = { ...withNames(scope, ...names), isInLoop: true };
    const filterScope = { ...inner, isInLoop: false };
    const filter = this.#random.chance(0.2)
      ? ` if ${this.#expression(filterScope, 'bool', depth)}`
      : '';
    let text = this.#tag(`for ${target} in ${iterable}${filter}`) + this.body(inner, depth);
    if (this.#random.chance(0.2)) text += this.#tag('else') + this.body(scope, depth);
    return [text + this.#tag('endfor'), scope];
  }

  #loopHead(scope: Scope, depth: number) {
    const name = this.#random.chance(0.1) ? this.#random.pick(scope.names)[0] : this.#name();
    const other = this.#name();
    const over = (type: Type): string => this.#expression(scope, type, depth);
    const one = (type: Type, item: Type) => () => ({
      target: name,
      iterable: over(type),
      names: [[name, item]] as Scope['names'],
    });
    const two = (iterable: string, first: Type, second: Type) => ({
      target: `${name}, ${other}`,
      iterable,
      names: [
        [name, first],
        [other, second],
      ] as Scope['names'],
    });
    return this.#random.pick([
      one('list', 'any'),
      one('texts', 'text'),
      one('numbers', 'int'),
      one('records', 'dict'),
      one('text', 'text'),
      one('dict', 'text'),
      () => two(`(${over('dict')}).items()`, 'any', 'any'),
      () => two(`zip(${over('texts')}, ${over('numbers')})`, 'text', 'int'),
      () => two(`(${over('dict')}) | dictsort`, 'text', 'any'),
    ])();
  }

  #recursiveLoop(scope: Scope, depth: number): Made {
    const name = this.#name();
    const inner = { ...withNames(scope, [name, 'any']), isInLoop: true };
    const limit = 1 + this.#random.below(3);
    const text =
      this.#tag(
        `for ${name} in ${this.#random.pick(['nested', '[1, [2, [3]]]', 'rows'])} recursive`,
      ) +
      this.#print(inner, Math.min(depth, 1)) +
      `{{ loop(${name}) if ${name} is sequence and ${name} is not string and loop.depth < ${limit + 1} }}` +
      this.#tag('endfor');
    return [text, scope];
  }

  #groups(scope: Scope, depth: number): Made {
    const group = this.#name();
    const records = this.#expression(scope, 'records', depth);
    const field = this.#random.pick(['id', 'name', 'label']);
    const inner = { ...withNames(scope, [group, 'any']), isInLoop: true };
    const text =
      this.#tag(
        `for ${group} in (${records}) | map(attribute='${field}', default='') | map('string') | groupby('length')`,
      ) +
      `{{ ${group}.grouper }}:{{ ${group}.list | join(',') }}{{ ${group}[0] }}{{ ${group}.1 | length }}` +
      this.#print(inner, Math.min(depth, 1)) +
      this.#tag('endfor');
    return [text, scope];
  }

  #set(scope: Scope, depth: number): Made {
    const type = this.#expressions.type();
    if (this.#random.chance(0.15)) {
      const [name, other] = [this.#name(), this.#name()];
      const values = [type, type].map((of) => this.#expression(scope, of, depth)).join(', ');
      const after = withNames(scope, [name, type], [other, type]);
      return [this.#tag(`set ${name}, ${other} = ${values}`), after];
    }
    const same = scope.names.filter(([, of]) => of === type);
    const isOld = same.length > 0 && this.#random.chance(0.3);
    const name = isOld ? this.#random.pick(same)[0] : this.#name();
    const text = this.#tag(`set ${name} = ${this.#expression(scope, type, depth + 1)}`);
    return [text, withNames(scope, [name, type])];
  }

  #setBlock(scope: Scope, depth: number): Made {
    const name = this.#name();
    const filter = this.#random.chance(0.4) ? ` | ${this.#random.pick(textFilters)}` : '';
    const text = this.#tag(`set ${name}${filter}`) + this.body(scope, depth) + this.#tag('endset');
    return [text, withNames(scope, [name, 'text'])];
  }

  #macro(scope: Scope, depth: number): Made {
    const [macro, parameter, optional] = [this.#name(), this.#name(), this.#name()];
    const fallback = this.#expression(scope, 'text', 0);
    const inner = { ...withNames(scope, [parameter, 'any'], [optional, 'any']), isInLoop: false };
    const extras = ['{{ caller(1) if caller }}', '{{ varargs }}', '{{ kwargs | dictsort }}'];
    const extra = extras.filter(() => this.#random.chance(0.4)).join('');
    const text =
      this.#tag(`macro ${macro}(${parameter}, ${optional}=${fallback})`) +
      extra +
      this.body(inner, depth) +
      this.#tag('endmacro');
    return [text, { ...scope, macros: [...scope.macros, macro] }];
  }

  #call(scope: Scope, depth: number): Made {
    if (scope.macros.length === 0) return this.#set(scope, depth);
    const macro = this.#random.pick(scope.macros);
    const given = this.#expression(scope, 'any', depth);
    const more = this.#random.chance(0.15) ? this.#random.pick([', 2', ', 2, 3', ', k=1']) : '';
    if (this.#random.chance(0.6)) return [`{{ ${macro}(${given}${more}) }}`, scope];
    if (this.#random.chance(0.2)) return [`{{ ${macro}.name }}{{ ${macro}.arguments }}`, scope];
    const inner = withNames(scope, ['given', 'int']);
    const text =
      this.#tag(`call(given) ${macro}(${given})`) + this.body(inner, depth) + this.#tag('endcall');
    return [text, scope];
  }

  #with(scope: Scope, depth: number): Made {
    const [name, other] = [this.#name(), this.#name()];
    const [type, second] = [this.#expressions.type(), this.#expressions.type()];
    const inner = withNames(scope, [name, type], [other, second]);
    const bindings = `${name} = ${this.#expression(scope, type, depth)}, ${other} = ${this.#expression(scope, second, depth)}`;
    const text = this.#tag(`with ${bindings}`) + this.body(inner, depth) + this.#tag('endwith');
    return [text, scope];
  }

  #filterBlock(scope: Scope, depth: number): Made {
    const filter = this.#random.pick(textFilters);
    const text = this.#tag(`filter ${filter}`) + this.body(scope, depth);
    return [text + this.#tag('endfilter'), scope];
  }

  #namespace(scope: Scope, depth: number): Made {
    const [name, item] = [this.#name(), this.#name()];
    const text =
      this.#tag(`set ${name} = namespace(v=${this.#expression(scope, 'any', 0)})`) +
      this.#tag(`for ${item} in ${this.#expression(scope, 'list', depth)}`) +
      this.#tag(`set ${name}.v = ${item}`) +
      this.#tag('endfor') +
      `{{ ${name}.v }}`;
    return [text, scope];
  }

  #cycle(scope: Scope, depth: number): Made {
    const [cycler, joiner, item] = [this.#name(), this.#name(), this.#name()];
    const values = [this.#expression(scope, 'any', 0), this.#expression(scope, 'any', 0)];
    const text =
      this.#tag(`set ${cycler} = cycler(${values.join(', ')})`) +
      this.#tag(`set ${joiner} = joiner(${this.#random.pick(["' | '", '', 'sep=text'])})`) +
      this.#tag(`for ${item} in ${this.#expression(scope, 'texts', depth)}`) +
      `{{ ${joiner}() }}{{ ${cycler}.next() }}{{ ${item} }}` +
      this.#tag('endfor') +
      `{{ ${cycler}.current }}${this.#random.chance(0.3) ? `{{ ${cycler}.reset() }}` : ''}`;
    return [text, scope];
  }

  #block(scope: Scope, depth: number): Made {
    const name = this.#name();
    const isScoped = this.#random.chance(0.5);
    const inner = isScoped ? { ...scope, isInLoop: false } : rowScope;
    const text =
      this.#tag(`block ${name}${isScoped ? ' scoped' : ''}`) +
      this.body(inner, depth) +
      this.#tag(this.#random.chance(0.8) ? 'endblock' : `endblock ${name}`);
    return [this.#random.chance(0.2) ? `${text}{{ self.${name}() | length }}` : text, scope];
  }

  #other(scope: Scope, depth: number): Made {
    const text = this.#random.pick([
      () => '{# a comment #}',
      () => ' {#- {{ trimmed }} -#} ',
      () => '{%- raw %} {{ raw }}{% endraw -%}',
      () => `{% autoescape true %}${this.body(scope, depth)}{% endautoescape %}`,
      () => `{% autoescape flag %}${this.body(scope, depth)}{% endautoescape %}`,
      () => `{% print ${this.#expression(scope, 'any', depth)} %}`,
      () =>
        `{% if flag %}{% include ${this.#random.pick(["'a'", '[]', 'nothing'])} ignore missing %}{% endif %}`,
      () => `{% if n > 100 %}{% import 'a' as ${this.#name()} %}{% endif %}`,
      () => this.#tag('if flag') + this.#tag('set text = text ~ 1') + this.#tag('endif'),
    ])();
    return [text, scope];
  }

  #name(): string {
    this.#names += 1;
    return `${this.#random.chance(0.05) ? 'ñame_' : 'v'}${this.#names}`;
  }
}

const texts = [
  '',
  '',
  ' ',
  'Q: ',
  '\n',
  ' ||| ',
  'x',
  '\t',
  ' is ',
  '\n\n',
  'é😀',
  '{ ',
  '}',
  '\r\n',
];

const textFilters = [
  'upper',
  'lower',
  'title',
  'capitalize',
  'trim',
  "replace('a', 'b')",
  'indent(2)',
  "indent(width='> ', first=true)",
  'wordwrap(10)',
  'truncate(8)',
  "truncate(length=6, killwords=true, end='…', leeway=0)",
  'striptags',
  'e',
  'center(20)',
  'urlencode',
  'string',
  'reverse | string',
  'trim | upper | e',
];
