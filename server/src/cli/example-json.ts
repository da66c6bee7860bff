import type { ExampleRow, ExampleValue } from '../dataset/example.ts';
import { typedValueText } from '../dataset/typed-value.ts';
import { floatRepr } from '../render/python/float.ts';

/** One line of JSON that keeps ints and floats apart; what JSON lacks becomes text. */
export function toJsonLine(value: ExampleRow | ExampleValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? floatRepr(value) : `"${value}"`;
  if (isList(value)) return `[${value.map(toJsonLine).join(', ')}]`;
  if ('kind' in value) {
    if (value.kind === 'bytes') return `{"bytes": ${value.bytes.length}}`;
    return JSON.stringify(typedValueText(value));
  }
  const fields = [...value].map(([name, field]) => `${JSON.stringify(name)}: ${toJsonLine(field)}`);
  return `{${fields.join(', ')}}`;
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}
