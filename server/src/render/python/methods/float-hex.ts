import { compose, decompose } from '../decimal.ts';
import { PyError } from '../errors.ts';
import { nonFiniteText } from '../float.ts';
import { trim } from '../trim.ts';

/** `float.hex()`: `0x1.8000000000000p+1`. */
export function hexText(value: number): string {
  if (!Number.isFinite(value)) return nonFiniteText(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(Math.abs(value));
  const isNormal = mantissa >= 1n << 52n;
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const power = exponent + 52;
  return `${sign}0x${isNormal ? 1 : 0}.${fraction}p${power < 0 ? '' : '+'}${power}`;
}

const pattern = /^([+-]?)(?:0[xX])?([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?$/;
const special = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** `float.fromhex(text)`; raises ValueError. */
export function readHex(text: string): number {
  const trimmed = trim(text);
  const named = special.exec(trimmed);
  if (named !== null) {
    if (named[2] === undefined) return Number.NaN;
    return named[1] === '-' ? -Infinity : Infinity;
  }
  const [, sign, whole = '', fraction = '', power = '0'] = pattern.exec(trimmed) ?? [];
  if (whole + fraction === '') {
    throw new PyError('ValueError', 'invalid hexadecimal floating-point string');
  }
  const size = compose(BigInt(`0x${whole}${fraction}`), Number(power) - 4 * fraction.length);
  if (Number.isFinite(size)) return sign === '-' ? -size : size;
  throw new PyError('OverflowError', 'hexadecimal value too large to represent as a float');
}
