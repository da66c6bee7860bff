/** Random expressions of a wanted type, over the names of a scope. */
import { daring, operations, words } from './operations.ts';
import type { Random } from './random.ts';
import { fits, type Scope, type Type } from './scope.ts';

export class ExpressionGenerator {
  readonly #random: Random;
  /** How often operands may not fit. */
  readonly #daring: number;

  constructor(random: Random, daringShare: number) {
    this.#random = random;
    this.#daring = daringShare;
  }

  type(): Type {
    return this.#random.pick(types);
  }

  expression(scope: Scope, wanted: Type, depth: number): string {
    const type = wanted === 'any' || this.#random.chance(this.#daring / 2) ? this.type() : wanted;
    if (depth <= 0 || this.#random.chance(0.25)) return this.leaf(scope, type);
    const made = this.#operation(scope, type, depth - 1);
    return this.#random.chance(0.08) ? this.#wrapped(scope, made, type, depth - 1) : made;
  }

  /** A name, an attribute of the loop or a literal. */
  leaf(scope: Scope, type: Type): string {
    if (scope.isInLoop && this.#random.chance(0.15)) {
      const members = loopMembers[type];
      if (members !== undefined) return this.#random.pick(members);
    }
    const names = scope.names.filter(([, of]) => fits(of, type));
    if (names.length > 0 && this.#random.chance(0.7)) return this.#random.pick(names)[0];
    return this.#random.pick(literals[type]);
  }

  #operation(scope: Scope, type: Type, depth: number): string {
    const isDaring = this.#random.chance(this.#daring);
    const form = this.#random.pick((isDaring ? daring : operations)[type]);
    return form.replace(/\$([a-z]+)/g, (_, hole: string) => this.#fill(scope, hole, depth));
  }

  #fill(scope: Scope, hole: string, depth: number): string {
    const choices = words[hole];
    if (choices !== undefined) return this.#random.pick(choices);
    if (hole === 'word') return atom(this.leaf(scope, 'text'));
    const wanted = hole === 'number' ? this.#random.pick(['int', 'float'] as const) : hole;
    // The tables name nothing but types and words.
    return atom(this.expression(scope, wanted as Type, depth));
  }

  #wrapped(scope: Scope, made: string, type: Type, depth: number): string {
    const inner = (of: Type): string => this.expression(scope, of, depth);
    return this.#random.pick([
      () => `(${made})`,
      () => `(${made} if ${inner('bool')} else ${inner(type)})`,
      () => `(${made}) | default(${inner(type)}${this.#random.chance(0.5) ? ', true' : ''})`,
      () => `(${made} or ${inner(type)})`,
      () => `(${inner('bool')} and ${made} or ${inner(type)})`,
      () => `[${made}, ${inner('any')}][0]`,
      () => `{'k': ${made}}.k`,
    ])();
  }
}

/** In parentheses unless it is a name, a literal or a call without blanks. */
function atom(expression: string): string {
  return /^[\w.]+$|^'[^']*'$|^\[[^[\]]*\]$/.test(expression) && !/^[\d.-]/.test(expression)
    ? expression
    : `(${expression})`;
}

const types: readonly Type[] = [
  'text',
  'text',
  'text',
  'int',
  'int',
  'float',
  'bool',
  'texts',
  'numbers',
  'records',
  'list',
  'dict',
  'any',
];

const loopMembers: Partial<Record<Type, readonly string[]>> = {
  int: 'index index0 revindex revindex0 length depth depth0'
    .split(' ')
    .map((name) => `loop.${name}`),
  bool: ['loop.first', 'loop.last', 'loop.changed(loop.index // 2)', 'loop.changed(text)'],
  any: ['loop.previtem', 'loop.nextitem', "loop.cycle('odd', 2)", 'loop.cycle(*mixed or [0])'],
  text: ["loop.cycle('a', 'b', 'c')"],
};

const literals: Record<Type, readonly string[]> = {
  text: ["''", "'abc'", '"it\'s"', "'a b c'", "'é'", "'%s-%d'", "'{}{}'", "'\\n'", "'A'", "'-x-'"],
  int: ['0', '1', '2', '-1', '7', '100', '10_000', '12345678901234567890', '0x1f', '0b11', '0o17'],
  float: ['0.0', '1.5', '-2.5', '1e3', '3.14159', '1e20', '0.1', '2.5e-3', '1_0.5'],
  bool: ['true', 'false', 'True', 'not flag'],
  texts: ['[]', "['b', 'a', 'C']", "['x']", "'a b'.split()", "('é', 'z')|list"],
  numbers: ['[1]', '[3, 1, 2]', '[1, 2.5, true]', '[0, -1]', '[7] * 2'],
  records: ['[]', "[{'id': 1, 'name': 'x'}, {'id': 2, 'name': 'Y', 'label': 0}]", "[{'name': ''}]"],
  list: ['[]', '[1, 1.0, true]', "[none, 'x']", '[[1, 2], [3]]', "['a', [0.5]]"],
  dict: ['{}', "{'a': 1, 'b': [2]}", "{'x': 'y', 'text': none}"],
  any: ['none', 'undefined_name', '1', "'s'", '(1, 2)', 'range(3)', '2.0', '{}'],
};
