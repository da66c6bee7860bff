const floatPattern = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?\s*$/;
const infinities: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['+infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
]);
const mostDigits = 17;

/**
 * The float that pandas reads, which is not always the nearest one: it takes 17 digits and scales them by a power of
 * ten (`precise_xstrtod` in pandas' tokenizer). `undefined` for what is no number.
 */
export function pandasFloat(text: string): number | undefined {
  const match = floatPattern.exec(text);
  if (match === null) return infinities.get(text.trim().toLowerCase());
  const [, sign, whole = '', fraction = match[4] ?? '', , exponentText = '0'] = match;
  const digits = whole + fraction;
  const taken = digits.slice(0, mostDigits);
  let number = 0;
  for (const digit of taken) number = number * 10 + Number(digit);
  const dropped = Math.max(0, whole.length - mostDigits);
  const decimals = Math.max(0, taken.length - whole.length);
  const exponent = dropped - decimals + Number(exponentText);
  return scale(sign === '-' ? -number : number, exponent);
}

function scale(number: number, exponent: number): number {
  if (exponent > 308) return number === 0 ? number : number * Number.POSITIVE_INFINITY;
  if (exponent > 0) return number * powerOfTen(exponent);
  // Below the smallest normal float it divides twice.
  if (exponent < -308) return number / powerOfTen(-308 - exponent) / 1e308;
  return number / powerOfTen(-exponent);
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}
