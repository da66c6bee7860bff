/** Values of types that JSON lacks: columns of Parquet and Arrow files hold them, JSONL rows never do. */

export type TypedValue =
  /** Days since 1970-01-01. */
  | { readonly kind: 'date'; readonly days: number }
  /** Microseconds since 1970-01-01T00:00 in UTC; without a zone, on a clock of no zone. */
  | { readonly kind: 'datetime'; readonly microseconds: bigint; readonly zone: Zone | null }
  /** Microseconds since midnight. */
  | { readonly kind: 'time'; readonly microseconds: number }
  | { readonly kind: 'timedelta'; readonly microseconds: bigint }
  /** `coefficient * 10 ** exponent`. */
  | { readonly kind: 'decimal'; readonly coefficient: bigint; readonly exponent: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** What the zone of a datetime is at that moment: its distance from UTC, and a name if it has one. */
export interface Zone {
  readonly offsetSeconds: number;
  readonly name?: string;
}

/** What a value is, in a word or two. */
export function describeTypedValue({ kind }: TypedValue): string {
  return kind === 'bytes' ? 'bytes' : `a ${kind}`;
}

/** A value as people write it: ISO 8601 for dates and times, decimal digits, hexadecimal bytes. */
export function typedValueText(value: TypedValue): string {
  switch (value.kind) {
    case 'date':
      return isoText(BigInt(value.days) * 86_400_000_000n).slice(0, 10);
    case 'datetime':
      return datetimeText(value.microseconds, value.zone);
    case 'time':
      return isoText(BigInt(value.microseconds)).slice(11);
    case 'timedelta':
      return `${decimalDigits(value.microseconds, -6)} s`;
    case 'decimal':
      return decimalDigits(value.coefficient, value.exponent);
    case 'bytes':
      return Array.from(value.bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  }
}

function datetimeText(microseconds: bigint, zone: Zone | null): string {
  if (zone === null) return isoText(microseconds);
  const { offsetSeconds } = zone;
  const minutes = Math.floor(Math.abs(offsetSeconds) / 60);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map(twoDigits);
  const clock = isoText(microseconds + BigInt(offsetSeconds) * 1_000_000n);
  return `${clock}${offsetSeconds < 0 ? '-' : '+'}${hour}:${minute}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `YYYY-MM-DDTHH:MM:SS`, with the microseconds where there are any. */
function isoText(microseconds: bigint): string {
  const rest = ((microseconds % 1000n) + 1000n) % 1000n;
  const milliseconds = Number((microseconds - rest) / 1000n);
  const text = new Date(milliseconds).toISOString().replace('Z', String(rest).padStart(3, '0'));
  return text.replace('.000000', '');
}

function decimalDigits(coefficient: bigint, exponent: number): string {
  if (exponent >= 0) return `${coefficient * 10n ** BigInt(exponent)}`;
  const size = coefficient < 0n ? -coefficient : coefficient;
  const digits = size.toString().padStart(1 - exponent, '0');
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
