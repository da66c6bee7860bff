/** PyYAML's `construct_yaml_int`; `undefined` where Python raises. */
export function constructInt(text: string): bigint | undefined {
  const { isNegative, digits } = splitSign(text.replaceAll('_', ''));
  const value = constructMagnitude(digits);
  if (value === undefined) return undefined;
  return isNegative ? -value : value;
}

/** PyYAML's `construct_yaml_float`; `undefined` where Python raises. */
export function constructFloat(text: string): number | undefined {
  const { isNegative, digits } = splitSign(text.replaceAll('_', '').toLowerCase());
  if (digits === '.nan') return Number.NaN;
  const value = digits === '.inf' ? Number.POSITIVE_INFINITY : constructFloatMagnitude(digits);
  if (value === undefined) return undefined;
  return isNegative ? -value : value;
}

/** Python's `float(text)`; `undefined` where it raises. */
function parsePythonFloat(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(trimmed)) {
    return Number(trimmed);
  }
  if (/^[-+]?inf(?:inity)?$/i.test(trimmed)) {
    return trimmed.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[-+]?nan$/i.test(trimmed) ? Number.NaN : undefined;
}

function splitSign(text: string): { readonly isNegative: boolean; readonly digits: string } {
  return {
    isNegative: text.startsWith('-'),
    digits: /^[-+]/.test(text) ? text.slice(1) : text,
  };
}

const SEXAGESIMAL_BASE = 60;

function constructMagnitude(digits: string): bigint | undefined {
  if (digits === '') return undefined;
  if (digits === '0') return 0n;
  if (digits.startsWith('0b')) return parseDigits(digits.slice(2), 2);
  if (digits.startsWith('0x')) return parseDigits(digits.slice(2), 16);
  if (digits.startsWith('0')) return parseDigits(digits, 8);
  if (!digits.includes(':')) return parseDigits(digits, 10);
  let value = 0n;
  for (const part of digits.split(':')) {
    const digit = parseDigits(part, 10);
    if (digit === undefined) return undefined;
    value = value * BigInt(SEXAGESIMAL_BASE) + digit;
  }
  return value;
}

const PREFIXES = new Map([
  [2, '0b'],
  [8, '0o'],
  [10, ''],
  [16, '0x'],
]);

const DIGITS = new Map([
  [2, /^[01]+$/],
  [8, /^[0-7]+$/],
  [10, /^[0-9]+$/],
  [16, /^[0-9a-f]+$/i],
]);

/** Python refuses to read decimal numbers that are longer (`sys.int_info.default_max_str_digits`). */
const MOST_DECIMAL_DIGITS = 4300;

/** Python's `int(text, base)`. */
function parseDigits(text: string, base: number): bigint | undefined {
  const { isNegative, digits: unsigned } = splitSign(text.trim());
  const prefix = PREFIXES.get(base) ?? '';
  const digits =
    prefix !== '' && unsigned.toLowerCase().startsWith(prefix) ? unsigned.slice(2) : unsigned;
  if (DIGITS.get(base)?.test(digits) !== true) return undefined;
  if (base === 10 && digits.length > MOST_DECIMAL_DIGITS) return undefined;
  const value = BigInt(prefix + digits);
  return isNegative ? -value : value;
}

function constructFloatMagnitude(digits: string): number | undefined {
  if (!digits.includes(':')) return parsePythonFloat(digits);
  let base = 1;
  let value = 0;
  for (const part of digits.split(':').reverse()) {
    const digit = parsePythonFloat(part);
    if (digit === undefined) return undefined;
    value += digit * base;
    base *= SEXAGESIMAL_BASE;
  }
  return value;
}
