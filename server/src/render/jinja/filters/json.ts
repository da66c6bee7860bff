import { multiply } from '../../python/arithmetic.ts';
import { PyDict } from '../../python/dict.ts';
import { PyError } from '../../python/errors.ts';
import { floatRepr, PyFloat } from '../../python/float.ts';
import { chargeSize, maximumDepth } from '../../python/limits.ts';
import { sortInOrder } from '../../python/sort.ts';
import { asText } from '../../python/str-subclass.ts';
import { repr, str } from '../../python/text.ts';
import { PyTuple } from '../../python/tuple.ts';
import { classNameOf } from '../../python/types.ts';
import type { Value } from '../../python/value.ts';

/** Python's `json.dumps(value, sort_keys=True, indent=indent)`. */
export function dumpJson(value: Value, indent: Value): string {
  const text = asText(value);
  return text === undefined ? write(value, layoutOf(indent), []) : quoteJson(text);
}

interface Layout {
  /** The margin of one level; `undefined` for everything on one line. */
  readonly margin: string | undefined;
}

function layoutOf(indent: Value): Layout {
  if (indent === null) return { margin: undefined };
  return { margin: asText(indent) ?? str(multiply(' ', indent)) };
}

function write(value: Value, layout: Layout, enclosing: readonly Value[]): string {
  const scalar = scalarText(value);
  if (scalar !== undefined) return scalar;
  if (enclosing.includes(value)) throw new PyError('ValueError', 'Circular reference detected');
  if (enclosing.length > maximumDepth) throw tooDeep();
  const around = [...enclosing, value];
  if (value instanceof PyDict) {
    return `{${layOut(writeEntries(value, layout, around), layout, around.length)}}`;
  }
  const items = value instanceof PyTuple ? value.items : value;
  if (!Array.isArray(items)) {
    const message = `Object of type ${classNameOf(value)} is not JSON serializable`;
    throw new PyError('TypeError', message);
  }
  const parts = items.map((item: Value) => write(item, layout, around));
  return `[${layOut(parts, layout, around.length)}]`;
}

function layOut(parts: readonly string[], { margin }: Layout, depth: number): string {
  if (parts.length === 0) return '';
  const inner = margin === undefined ? '' : `\n${margin.repeat(depth)}`;
  const outer = margin === undefined ? '' : `\n${margin.repeat(depth - 1)}`;
  const separator = margin === undefined ? ', ' : `,${inner}`;
  chargeSize(parts.reduce((size, part) => size + part.length + separator.length, 0));
  return inner + parts.join(separator) + outer;
}

function writeEntries(dict: PyDict, layout: Layout, enclosing: readonly Value[]): string[] {
  const entries = [...dict.entries()];
  sortInOrder(entries, ([key]) => key, false);
  return entries.map(([key, value]) => {
    return `${quoteJson(keyText(key))}: ${write(value, layout, enclosing)}`;
  });
}

function keyText(key: Value): string {
  const text = asText(key) ?? scalarText(key);
  if (text !== undefined) return text;
  throw new PyError(
    'TypeError',
    `keys must be str, int, float, bool or None, not ${classNameOf(key)}`,
  );
}

/** A value that is no container; `undefined` for one, and for what JSON lacks. */
function scalarText(value: Value): string | undefined {
  if (value === null) return 'null';
  const text = asText(value);
  if (text !== undefined) return quoteJson(text);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof PyFloat) return floatText(value.value);
  return typeof value === 'number' || typeof value === 'bigint' ? repr(value) : undefined;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return floatRepr(value);
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** Only ASCII: what lies beyond is written in UTF-16 escapes. */
function quoteJson(text: string): string {
  const body = text.replace(/["\\]|[^ -~]/g, (unit) => shortEscapes.get(unit) ?? unitEscape(unit));
  chargeSize(body.length);
  return `"${body}"`;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function tooDeep(): PyError {
  return new PyError(
    'RecursionError',
    'maximum recursion depth exceeded while encoding a JSON object',
  );
}
