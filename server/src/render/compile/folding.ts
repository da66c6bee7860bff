/** What Jinja2 computes when it compiles, and writes into its code as it prints. */
import type { Expression } from '../../jinja/nodes.ts';
import { walk } from '../../jinja/visit.ts';
import { Markup } from '../jinja/markup.ts';
import { PyComplex } from '../python/complex.ts';
import { PyDict } from '../python/dict.ts';
import { PyError } from '../python/errors.ts';
import { PyFloat } from '../python/float.ts';
import { PyRange } from '../python/range.ts';
import { PyTuple } from '../python/tuple.ts';
import type { Value } from '../python/value.ts';

/**
 * Whether a constant expression may give something else than at a render: slices that fail are Undefined, and
 * infinities and NaN are written as names that Python does not know.
 */
export function foldsDifferently(expression: Expression): boolean {
  for (const node of walk([expression])) {
    if (node.kind === 'slice') return true;
    if (node.kind === 'binary' && node.operator === '**') return true;
    if (node.kind === 'filter' && node.name.name === 'float') return true;
    if (node.kind === 'float' && isExtreme(Math.abs(node.value))) return true;
  }
  return false;
}

/** Few such numbers reach infinity by multiplication or division. */
function isExtreme(size: number): boolean {
  return size > 1e30 || (size > 0 && size < 1e-30);
}

/** The value of what was folded, where Jinja2 writes it into its code; `undefined` where it writes the expression. */
export function writtenConstant(compute: () => Value): Value | undefined {
  let value: Value;
  try {
    value = compute();
  } catch (error) {
    if (error instanceof PyError) return undefined;
    throw error;
  }
  if (!hasSafeRepr(value)) return undefined;
  const name = unknownNameIn(value);
  if (name === undefined) return value;
  throw new PyError('NameError', `name '${name}' is not defined`);
}

function hasSafeRepr(value: Value): boolean {
  if (Array.isArray(value)) return value.every(hasSafeRepr);
  if (value instanceof PyTuple) return value.items.every(hasSafeRepr);
  if (value instanceof PyDict) return entriesOf(value).every(hasSafeRepr);
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof PyFloat || value instanceof PyComplex) return true;
  return value instanceof PyRange || value instanceof Markup;
}

/** `inf` or `nan`, whichever is printed first. */
function unknownNameIn(value: Value): string | undefined {
  if (value instanceof PyFloat) return nameOfNumber(value.value);
  if (value instanceof PyComplex) {
    const imaginary = nameOfNumber(value.imaginary);
    return nameOfNumber(value.real) ?? (imaginary && `${imaginary}j`);
  }
  const items = Array.isArray(value)
    ? value
    : value instanceof PyTuple
      ? value.items
      : value instanceof PyDict
        ? entriesOf(value)
        : [];
  for (const item of items) {
    const name = unknownNameIn(item);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameOfNumber(value: number): string | undefined {
  if (Number.isFinite(value)) return undefined;
  return Number.isNaN(value) ? 'nan' : 'inf';
}

function entriesOf(dict: PyDict): Value[] {
  return [...dict.entries()].flat();
}
