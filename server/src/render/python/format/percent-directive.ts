import { PyError } from '../errors.ts';
import { largestIndex } from '../integers.ts';

/** One conversion with its numbers known. */
export interface Conversion {
  readonly isLeft: boolean;
  readonly hasSign: boolean;
  readonly hasBlank: boolean;
  readonly isAlternate: boolean;
  readonly isZeroFilled: boolean;
  readonly width: number;
  readonly precision: number | undefined;
  readonly code: string;
}

/** What stands from a `%` to the conversion's character. */
export interface Directive extends Omit<Conversion, 'width' | 'precision'> {
  /** The name in `%(name)s`. */
  readonly key: string | undefined;
  readonly width: number | '*' | undefined;
  readonly precision: number | '*' | undefined;
  /** The format ends before the conversion's character. */
  readonly isIncomplete: boolean;
  /** The offset behind it. */
  readonly end: number;
}

/** Reads the directive whose `%` stands just before `start`. */
export function readDirective(format: string, start: number): Directive {
  const key = readKey(format, start);
  const flags = readFlags(format, key.end);
  const width = readNumber(format, flags.end, 'width', largestIndex);
  const precision =
    format.charAt(width.end) === '.'
      ? readNumber(format, width.end + 1, 'precision', 0x7fffffffn)
      : { value: undefined, end: width.end };
  const hasPrecision = precision.end > width.end;
  const at = 'hlL'.includes(format.charAt(precision.end)) ? precision.end + 1 : precision.end;
  const codePoint = format.codePointAt(Math.min(at, format.length));
  const code = codePoint === undefined ? '' : String.fromCodePoint(codePoint);
  return {
    key: key.value,
    isLeft: flags.value.includes('-'),
    hasSign: flags.value.includes('+'),
    hasBlank: flags.value.includes(' '),
    isAlternate: flags.value.includes('#'),
    isZeroFilled: flags.value.includes('0'),
    width: width.value,
    precision: hasPrecision ? (precision.value ?? 0) : undefined,
    code,
    isIncomplete: code === '',
    end: at + code.length,
  };
}

interface Read<Result> {
  readonly value: Result;
  readonly end: number;
}

/** Parentheses may nest in a key. */
function readKey(format: string, start: number): Read<string | undefined> {
  if (format.charAt(start) !== '(') return { value: undefined, end: start };
  let depth = 1;
  for (let at = start + 1; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return { value: format.slice(start + 1, at), end: at + 1 };
  }
  throw new PyError('ValueError', 'incomplete format key');
}

function readFlags(format: string, start: number): Read<string> {
  let end = start;
  while (end < format.length && '-+ #0'.includes(format.charAt(end))) end += 1;
  return { value: format.slice(start, end), end };
}

function readNumber(
  format: string,
  start: number,
  name: string,
  largest: bigint,
): Read<number | '*' | undefined> {
  if (format.charAt(start) === '*') return { value: '*', end: start + 1 };
  let [end, value] = [start, 0n];
  for (; isDigit(format.charCodeAt(end)); end += 1) {
    value = value * 10n + BigInt(format.charCodeAt(end) - 0x30);
    if (value > largest) throw new PyError('ValueError', `${name} too big`);
  }
  return { value: end === start ? undefined : Number(value), end };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
