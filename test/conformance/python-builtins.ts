import { getAttribute } from '../../server/src/render/python/attributes.ts';
import { PyFloat } from '../../server/src/render/python/float.ts';
import { formatValue } from '../../server/src/render/python/format/format-value.ts';
import { toIndex } from '../../server/src/render/python/integers.ts';
import { toArray } from '../../server/src/render/python/iterate.ts';
import { length } from '../../server/src/render/python/length.ts';
import { parseIntText } from '../../server/src/render/python/number-text.ts';
import { absolute, round, toFloat, toInt } from '../../server/src/render/python/numbers.ts';
import { PyRange } from '../../server/src/render/python/range.ts';
import { utc } from '../../server/src/render/python/temporal/timezone.ts';
import { ascii, repr, str } from '../../server/src/render/python/text.ts';
import { truth } from '../../server/src/render/python/truth.ts';
import { PyTuple } from '../../server/src/render/python/tuple.ts';
import { noKeywords, PyCallable, type Value } from '../../server/src/render/python/value.ts';
import { typedConstructors } from './python-typed-values.ts';

type Body = (...args: Value[]) => Value;

class Builtin extends PyCallable {
  readonly typeName = 'builtin_function_or_method';
  private readonly name: string;
  private readonly body: Body;

  constructor(name: string, body: Body) {
    super();
    this.name = name;
    this.body = body;
  }

  repr(): string {
    return `<built-in function ${this.name}>`;
  }

  call(positional: readonly Value[]): Value {
    return this.body(...positional);
  }
}

/** The names that recorded expressions may use. */
export const builtins: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['None', null],
  ['True', true],
  ['False', false],
  ['nan', new PyFloat(Number.NaN)],
  ['inf', new PyFloat(Infinity)],
  ['utc', utc],
  ...callables([
    ['abs', (value) => absolute(value ?? null)],
    ['after', after],
    ['ascii', (value) => ascii(value ?? null)],
    ['bool', (value) => truth(value ?? null)],
    ['float', (value) => new PyFloat(toFloat(value ?? null))],
    ['format', (value, spec) => formatValue(value ?? null, str(spec ?? ''))],
    ['int', int],
    ['len', (value) => length(value ?? null)],
    ['list', (value) => toArray(value ?? null)],
    ['range', range],
    ['repr', (value) => repr(value ?? null)],
    ['round', (value, digits) => round(value ?? null, digits)],
    ['str', (value) => str(value ?? null)],
    ['tuple', (value) => new PyTuple(toArray(value ?? null))],
    ...typedConstructors,
  ]),
]);

/** Calls a method that changes its owner; answers with the result and what became of the owner. */
function after(owner: Value = null, name: Value = null, ...args: Value[]): Value {
  const method = getAttribute(owner, str(name));
  if (!(method instanceof PyCallable)) throw new Error(`no method ${str(name)}`);
  return new PyTuple([method.call(args, noKeywords), owner]);
}

function int(value: Value = null, base?: Value): Value {
  return base === undefined ? toInt(value) : parseIntText(str(value), Number(base));
}

function range(first: Value = null, second?: Value, third?: Value): Value {
  const [a, b, step] = [first, second ?? null, third ?? 1].map((bound) => toIndex(bound) ?? 0);
  return second === undefined ? new PyRange(0, a ?? 0) : new PyRange(a ?? 0, b ?? 0, step);
}

function callables(bodies: readonly (readonly [string, Body])[]): [string, Value][] {
  return bodies.map(([name, body]) => [name, new Builtin(name, body)]);
}
