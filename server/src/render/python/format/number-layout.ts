import { codePointCount } from '../code-points.ts';
import { chargeSize } from '../limits.ts';
import type { FormatSpec } from './format-spec.ts';

/** The parts of a number before it is signed, grouped and padded. */
interface NumberParts {
  readonly isNegative: boolean;
  /** `0x` and the like. */
  readonly prefix: string;
  /** Digits before the point: those that are grouped. */
  readonly digits: string;
  /** Everything after them. */
  readonly rest: string;
}

/** The number as the specification wants it laid out. */
export function layOut(parts: NumberParts, spec: FormatSpec): string {
  const sign = signOf(parts.isNegative, spec.sign);
  const around = sign.length + parts.prefix.length + parts.rest.length;
  const isZeroFilled = spec.fill === '0' && spec.align === '=';
  const leastWidth = isZeroFilled ? spec.width - around : 0;
  if (isZeroFilled) chargeSize(spec.width);
  const digits = group(parts.digits, spec, leastWidth);
  const head = sign + parts.prefix;
  return pad(head, digits + parts.rest, spec);
}

function signOf(isNegative: boolean, sign: FormatSpec['sign']): string {
  if (isNegative) return '-';
  return sign === '-' ? '' : sign;
}

/** CPython's grouping: zeros are added in groups too, until the width is reached. */
function group(digits: string, spec: FormatSpec, leastWidth: number): string {
  if (digits === '' || spec.grouping === '') return digits;
  const size = 'boxX'.includes(spec.type) && spec.type !== '' ? 4 : 3;
  const groups: string[] = [];
  let [remaining, missing] = [digits.length, leastWidth];
  do {
    const length = Math.min(size, Math.max(remaining, missing, 1));
    groups.push(digits.slice(Math.max(0, remaining - length), remaining).padStart(length, '0'));
    remaining = Math.max(0, remaining - length);
    missing -= length + 1;
  } while (remaining > 0 || missing + 1 > 0);
  return groups.reverse().join(spec.grouping);
}

/** Pads to the width; `=` puts the fill between the sign and the rest. */
export function pad(head: string, body: string, spec: FormatSpec): string {
  const missing = spec.width - codePointCount(head) - codePointCount(body);
  if (missing <= 0) return head + body;
  chargeSize(spec.width);
  const fill = (count: number): string => spec.fill.repeat(count);
  if (spec.align === '=') return head + fill(missing) + body;
  if (spec.align === '<') return head + body + fill(missing);
  if (spec.align === '>') return fill(missing) + head + body;
  const left = Math.floor(missing / 2);
  return fill(left) + head + body + fill(missing - left);
}
