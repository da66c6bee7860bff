import { codePointCount } from '../../python/code-points.ts';
import { PyDict } from '../../python/dict.ts';
import { PyError } from '../../python/errors.ts';
import { chargeSize, maximumDepth } from '../../python/limits.ts';
import { NamedTuple } from '../../python/named-tuple.ts';
import { lessThan } from '../../python/order.ts';
import { repr } from '../../python/text.ts';
import { PyTuple } from '../../python/tuple.ts';
import { typeNameOf } from '../../python/types.ts';
import type { Value } from '../../python/value.ts';
import { pythonFilter } from './define.ts';
import { GroupTuple } from './group-tuple.ts';
import { wrapString } from './pprint-string.ts';

/** Python's `pprint.pformat`: dicts sorted by key, and what exceeds 80 columns over several lines. */
export const pprint = pythonFilter({ name: 'do_pprint', required: ['value'] }, (_context, value) =>
  formatValue(value, { indent: 0, allowance: 0, level: 0 }, []),
);

/** Where a value is written. */
interface Place {
  readonly indent: number;
  /** What must follow the value on its last line. */
  readonly allowance: number;
  readonly level: number;
}

const width = 80;

type Enclosing = readonly Value[];

function formatValue(value: Value, place: Place, enclosing: Enclosing): string {
  if (enclosing.includes(value)) return recursionText(value);
  const line = lineOf(value, enclosing);
  if (codePointCount(line) <= width - place.indent - place.allowance) return line;
  const inner = { ...place, level: place.level + 1 };
  if (typeof value === 'string') return wrapString(value, inner, width);
  const around = [...enclosing, value];
  if (value instanceof PyDict) return formatDict(value, inner, around);
  if (Array.isArray(value)) return `[${formatItems(value, inner, 1, around)}]`;
  if (!isPlainTuple(value)) return line;
  const end = value.items.length === 1 ? ',)' : ')';
  return `(${formatItems(value.items, inner, end.length, around)}${end}`;
}

function formatItems(
  items: readonly Value[],
  place: Place,
  endLength: number,
  enclosing: Enclosing,
): string {
  const indent = place.indent + 1;
  const texts = items.map((item, index) => {
    const isLast = index === items.length - 1;
    const allowance = isLast ? place.allowance + endLength : 1;
    return formatValue(item, { ...place, indent, allowance }, enclosing);
  });
  return joinLines(texts, indent);
}

function formatDict(dict: PyDict, place: Place, enclosing: Enclosing): string {
  const indent = place.indent + 1;
  const entries = sortedEntries(dict);
  const texts = entries.map(([key, value], index) => {
    const isLast = index === entries.length - 1;
    const label = `${lineOf(key, enclosing)}: `;
    const inner = {
      indent: indent + codePointCount(label),
      allowance: isLast ? place.allowance + 1 : 1,
      level: place.level,
    };
    return label + formatValue(value, inner, enclosing);
  });
  return `{${joinLines(texts, indent)}}`;
}

function joinLines(texts: readonly string[], indent: number): string {
  const margin = `,\n${' '.repeat(indent)}`;
  chargeSize(texts.reduce((size, text) => size + text.length + margin.length, 0));
  return texts.join(margin);
}

/** The value on one line: its repr, but for the order of dicts. */
function lineOf(value: Value, enclosing: Enclosing): string {
  const isContainer = value instanceof PyDict || Array.isArray(value) || isPlainTuple(value);
  if (!isContainer) return repr(value);
  if (enclosing.includes(value)) return recursionText(value);
  if (enclosing.length > maximumDepth) throw tooDeep();
  const around = [...enclosing, value];
  if (value instanceof PyDict) {
    const entries = sortedEntries(value).map(
      ([key, item]) => `${lineOf(key, around)}: ${lineOf(item, around)}`,
    );
    return `{${joinCharged(entries)}}`;
  }
  if (Array.isArray(value)) return `[${joinCharged(value.map((item) => lineOf(item, around)))}]`;
  const items = joinCharged(value.items.map((item) => lineOf(item, around)));
  return value.items.length === 1 ? `(${items},)` : `(${items})`;
}

function joinCharged(texts: readonly string[]): string {
  chargeSize(texts.reduce((size, text) => size + text.length + 2, 0));
  return texts.join(', ');
}

/** A tuple that prints by the repr of tuple itself. */
function isPlainTuple(value: Value): value is PyTuple {
  return value instanceof PyTuple && !(value instanceof GroupTuple || value instanceof NamedTuple);
}

function sortedEntries(dict: PyDict): [Value, Value][] {
  return [...dict.entries()].sort(([a], [b]) => {
    if (isBefore(a, b)) return -1;
    return isBefore(b, a) ? 1 : 0;
  });
}

/** Keys without an order between them go by the names of their types. */
function isBefore(a: Value, b: Value): boolean {
  try {
    return lessThan(a, b);
  } catch (error) {
    if (!(error instanceof PyError) || error.type !== 'TypeError') throw error;
    return typeNameOf(a) < typeNameOf(b);
  }
}

/** Python prints the id of the container too, which has no counterpart here. */
function recursionText(value: Value): string {
  return `<Recursion on ${typeNameOf(value)}>`;
}

function tooDeep(): PyError {
  return new PyError('RecursionError', 'maximum recursion depth exceeded');
}
