/** Random templates without regard to types: any operation on any value with any arguments, for the words of errors. */
import type { Random } from './random.ts';
import {
  arguments_,
  filters,
  keywords,
  methods,
  tests,
  usualArguments,
  values,
} from './wild-words.ts';

export function generateWildTemplate(random: Random): string {
  return new WildGenerator(random).template();
}

class WildGenerator {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  template(): string {
    const value = this.#expression(1 + this.#random.below(2));
    return this.#random.pick(frames).replaceAll('$', () => value);
  }

  #expression(depth: number): string {
    if (depth <= 0) return this.#value();
    const operand = () =>
      `(${this.#random.chance(0.5) ? this.#value() : this.#expression(depth - 1)})`;
    const make = this.#random.pick([
      () => this.#filter(operand()),
      () => this.#filter(operand()),
      () => `${operand()} is ${this.#random.pick(tests)}(${this.#argument()})`,
      () => `${operand()}.${this.#random.pick(methods)}(${this.#positional()})`,
      () => `${operand()}.${this.#random.pick(methods)}(${this.#positional()})`,
      () => `${operand()} ${this.#random.pick(operators)} ${operand()}`,
      () => `${operand()}[${this.#argument()}]`,
      () => `(${this.#random.pick(sliced)})[${this.#bound()}:${this.#bound()}:${this.#bound()}]`,
      () => `${operand()} < ${operand()} <= ${operand()}`,
      () => `${operand()} if ${operand()} else ${operand()}`,
      () => `-${operand()}`,
      () => `'${this.#random.pick(directives)}' % ${operand()}`,
      () => `'${this.#random.pick(fields)}'.format(${operand()}, a=${operand()})`,
      () => `${operand()}(${this.#positional()})`,
    ]);
    return make();
  }

  #filter(operand: string): string {
    const name = this.#random.pick(filters);
    const usual = usualArguments[name];
    if (usual !== undefined && this.#random.chance(0.5)) {
      return `${operand} | ${name}(${this.#random.pick(usual)})`;
    }
    const keyword = keywords[name];
    if (keyword === undefined || this.#random.chance(0.5)) {
      return `${operand} | ${name}(${this.#positional()})`;
    }
    const named = `${this.#random.pick(keyword)}=${this.#argument()}`;
    return `${operand} | ${name}(${this.#random.chance(0.4) ? `${this.#argument()}, ` : ''}${named})`;
  }

  #positional(): string {
    return this.#random.list(3, () => this.#argument()).join(', ');
  }

  #argument(): string {
    return this.#random.chance(0.6) ? this.#random.pick(arguments_) : this.#value();
  }

  #bound(): string {
    return this.#random.chance(0.5) ? '' : this.#random.pick(arguments_);
  }

  #value(): string {
    return this.#random.pick(values);
  }
}

/** Where a value is used; `$` stands for it. */
const frames: readonly string[] = [
  '{{ $ }}',
  '{{ $ }}',
  '{{ $ }}',
  '{{ ($) | pprint }}',
  '{% for x in $ %}{{ x }},{{ loop.index }}{{ loop.last }};{% else %}none{% endfor %}',
  '{% for x, y in $ %}{{ x }}={{ y }};{% endfor %}',
  "{% set z = $ %}{{ z }}|{{ z is defined }}|{{ z | default('D') }}",
  '{% set a, b = $ %}{{ a }}{{ b }}',
  '{% if $ %}T{% else %}F{% endif %}',
  "{% autoescape true %}{{ $ }}{{ ($) ~ '<' }}{% endautoescape %}",
  '{% autoescape flag %}{{ $ }}{% endautoescape %}',
  '{% with q = $ %}{{ q }}{{ q == ($) }}{% endwith %}',
  '{% macro m(p=$) %}{{ p }}{% endmacro %}{{ m() }}{{ m(2) }}',
  '{% filter title %}{{ $ }}{% endfilter %}',
  "{{ [$] }}{{ {'k': $} }}{{ ($,) }}",
];

/** Not constants: what Jinja2 computes when it compiles has rules of its own for slices. */
const sliced = ['text', 'items', 'n', 'f', 'd', 'nothing', '(text | e)', 'rows', 'flag'];

const operators = '+ - * / // % ** ~ == != < <= > >= and or in'.split(' ').concat('not in');

const directives =
  '%s %d %5.2f %r %x %c %e %-5s| %05d %+g %i %o %X %% %(a)s %*d %.3s %#x %a %5% %l %'.split(' ');

const fields =
  '{} {0} {a} {:>8} {:.2f} {:,} {!r} {:d} {:x} {:e} {:^9} {:s} {:c} {:%} {:g} {:n} {:+} {0.real} {0[0]} {0[a]} {:#b} {:08.3f} {:_} { } {}{} {!z} {:z} {:=5} {0.x} {a.b} {:*<7} {:10.3}'.split(
    ' ',
  );
