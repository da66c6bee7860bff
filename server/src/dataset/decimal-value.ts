import type { ExampleValue } from './example.ts';

export function isDecimalType(dtype: string): boolean {
  return /^decimal\d+\(/.test(dtype);
}

/** An int, or text with digits, as a decimal of the type's scale; anything else stays as it is. */
export function toDecimal(value: ExampleValue, dtype: string): ExampleValue {
  const scale = Number(/, *(-?\d+)\)/.exec(dtype)?.[1] ?? 0);
  const text = typeof value === 'bigint' || typeof value === 'string' ? `${value}` : '';
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return value;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > scale) return value;
  const coefficient = BigInt(whole + fraction.padEnd(scale, '0'));
  return { kind: 'decimal', coefficient, exponent: -scale };
}
