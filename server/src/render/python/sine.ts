/** Cosine and sine nearest to the exact ones; JavaScript's own may be one off. */
import { compose, decompose } from './decimal.ts';

/** Fixed-point numbers have so many bits behind the point. */
const bits = 400n;
const one = 1n << bits;

export function cosineAndSine(angle: number): readonly [number, number] {
  const size = Math.abs(angle);
  if (size < 1e-60 || size > largestAngle) return [Math.cos(angle), Math.sin(angle)];
  const { mantissa, exponent } = decompose(size);
  const shift = bits + BigInt(exponent);
  const fixed = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  const sine = toFloat(series(fixed, fixed, 2n));
  return [toFloat(series(one, fixed, 1n)), angle < 0 ? -sine : sine];
}

/** Beyond it the series needs too many terms. */
const largestAngle = 150;

/** `first - first x^2 / (n (n+1)) + …`. */
function series(first: bigint, x: bigint, from: bigint): bigint {
  const square = (x * x) >> bits;
  let sum = 0n;
  let term = first;
  for (let n = from; term !== 0n && term !== -1n; n += 2n) {
    sum += term;
    term = -((term * square) >> bits) / (n * (n + 1n));
  }
  return sum;
}

function toFloat(value: bigint): number {
  const size = compose(value < 0n ? -value : value, -Number(bits));
  return value < 0n ? -size : size;
}
