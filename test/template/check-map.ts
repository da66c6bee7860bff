import assert from 'node:assert/strict';
import type { ScalarSource } from '../../server/src/template/scalar-source.ts';

/** Checks that each decoded unit maps to raw text that reads as this unit, and back. */
export function checkMap(document: string, scalar: ScalarSource): void {
  let end = scalar.span.start;
  for (const [index, unit] of scalar.text.split('').entries()) {
    const span = scalar.map.toDocument({ start: index, end: index + 1 });
    const raw = document.slice(span.start, span.end);
    const explains = raw === unit || decodes(raw, unit, scalar);
    assert.ok(explains, `${JSON.stringify(raw)} at ${span.start} gives ${JSON.stringify(unit)}`);
    const isSecondUnit = /[\udc00-\udfff]/.test(unit) && raw.startsWith('\\U');
    assert.ok(isSecondUnit || span.start >= end, 'the map goes forward');
    assert.equal(scalar.map.toDecoded(span.start), isSecondUnit ? index - 1 : index);
    end = Math.max(end, span.end);
  }
}

/** Whether raw text that differs from the unit is a notation for it. */
function decodes(raw: string, unit: string, { style }: ScalarSource): boolean {
  if (style === 'single-quoted' && raw === "''") return unit === "'";
  if (style === 'double-quoted' && raw.startsWith('\\')) return decodesEscape(raw, unit);
  return isBreakRun(raw, unit);
}

function isBreakRun(raw: string, unit: string): boolean {
  return (unit === ' ' || unit === '\n') && /^[ \t]*(?:[\r\n\x85][ \t]*)+$/.test(raw);
}

function decodesEscape(raw: string, unit: string): boolean {
  const named = new Map(Object.entries(NAMED_ESCAPES));
  const digits = /^\\[xuU]([0-9A-Fa-f]+)$/.exec(raw)?.[1];
  if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16)).includes(unit);
  return named.get(raw.slice(1)) === unit || isBreakRun(raw.slice(1), unit);
}

const NAMED_ESCAPES = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
