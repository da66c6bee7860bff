/** Looks at the values themselves that a template gets hold of, not at how they print. */
import { parseExample } from '../../server/src/dataset/example.ts';
import { createCompiler } from '../../server/src/render/compile/compile-template.ts';
import { Undefined } from '../../server/src/render/jinja/undefined.ts';
import { toRowValues } from '../../server/src/render/process/row-values.ts';
import { createEnvironment } from '../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../server/src/render/promptsource/random-source.ts';
import { PyError } from '../../server/src/render/python/errors.ts';
import { PyCallable, PyObject } from '../../server/src/render/python/value.ts';

/** What an expression of a template comes to. */
export type Reached =
  | { readonly kind: 'value'; readonly isCallable: boolean }
  | { readonly kind: 'undefined' }
  /** Python's error. */
  | { readonly kind: 'raised'; readonly type: string }
  /** A value of JavaScript, or an error of its own: a way out, or a fault. */
  | { readonly kind: 'escaped'; readonly what: unknown };

/** A row whose names are JavaScript's. */
const rowJson = '{"row": {"a": ["b"]}, "toString": 1, "hasOwnProperty": {"call": 2}}';

export function createReach(): (expression: string) => Reached {
  const environment = createEnvironment({ random: byRow(0) });
  let last: unknown;
  const keep = (_context: unknown, value: unknown) => {
    last = value;
    return '';
  };
  const filters = new Map([...environment.filters, ['keep', keep] as const]);
  const compile = createCompiler({ ...environment, filters });
  const example = parseExample(rowJson);
  if (example.kind === 'malformed') throw new Error(example.message);
  const row = toRowValues(example.row);

  return (expression) => {
    last = undefined;
    try {
      compile(around(expression))(row);
    } catch (error) {
      if (error instanceof PyError) return { kind: 'raised', type: error.type };
      return { kind: 'escaped', what: error };
    }
    if (last instanceof Undefined) return { kind: 'undefined' };
    if (!isValue(last)) return { kind: 'escaped', what: last };
    return { kind: 'value', isCallable: last instanceof PyCallable };
  };
}

/** Inside a loop and beside a macro and a block, so that these can be reached too. */
function around(expression: string): string {
  const macro = '{% macro m(a, b=1) %}{{ caller }}{{ varargs }}{{ kwargs }}{% endmacro %}';
  return `${macro}{% block blk %}{% endblock %}{% for i in [1] %}{{ (${expression}) | keep }}{% if 0 %}{{ loop }}{% endif %}{% endfor %}`;
}

/** One of the values of `render/python`, through and through. */
function isValue(value: unknown, depth = 0): boolean {
  if (value === null || value instanceof PyObject) return true;
  if (Array.isArray(value)) {
    const isPlain = Object.getPrototypeOf(value) === Array.prototype;
    return isPlain && (depth > 3 || value.every((item) => isValue(item, depth + 1)));
  }
  return Number.isSafeInteger(value) || ['boolean', 'string', 'bigint'].includes(typeof value);
}

/** One expression for each kind of value that a template can start from. */
export const seeds: readonly string[] = [
  "'abc'",
  "('a' | safe)",
  '1',
  '1.5',
  'true',
  'none',
  '10**30',
  '[1]',
  '(1,)',
  "{'a': 1}",
  'nothing',
  'row',
  'range',
  'range(3)',
  'dict',
  'lipsum',
  'namespace(a=1)',
  'cycler(1)',
  'cycler(1).next',
  'joiner()',
  'zip([1])',
  "([1] | map('string'))",
  '([1] | reverse)',
  "([{'a': 1}] | groupby('a') | first)",
  '{}.keys()',
  '{}.items()',
  "''.join",
  "''.format",
  "('a' | safe).join",
  '[].append',
  'm',
  'self',
  'self.blk',
  'loop',
  'loop.cycle',
];

/** Names that JavaScript, Python's objects and the engines would answer to. */
export function foreignNames(): readonly string[] {
  const prototypes = [Object, Function, Array, String, Number, BigInt, Boolean, Map, Error].map(
    ({ prototype }) => prototype,
  );
  const generator = Object.getPrototypeOf(function* () {}).prototype;
  const names = [...prototypes, generator, PyObject.prototype, PyCallable.prototype]
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .concat(
      '__class__ __mro__ __subclasses__ __globals__ __builtins__ __init__ __dict__'.split(' '),
    )
    .concat('__code__ __closure__ __self__ __func__ __module__ __import__ __reduce__'.split(' '))
    .concat('gi_frame gi_code cr_frame tb_frame f_globals f_builtins func_globals mro'.split(' '))
    .concat('prototype caller callee typeName environment _environment _func toJSON'.split(' '));
  return [...new Set(names)];
}

/** Those of them that Python's values have as well, or that the template itself gives. */
export const pythonNames: ReadonlySet<string> = new Set(
  'split replace find join next pop reverse sort get clear keys values count index start stop step arguments caller name length items format'.split(
    ' ',
  ),
);
