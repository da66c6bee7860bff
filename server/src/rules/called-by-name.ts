import type { FilterExpression } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';

interface WrittenName {
  readonly name: string;
  readonly span: Span;
}

/** The filter that `map('…')` applies, or the test that `select('…')` and its kin apply, where it is written out. */
export function calledByName(
  { name, arguments: { positional } }: FilterExpression,
  wanted: 'filter' | 'test',
): readonly WrittenName[] {
  const place = places.get(name.name);
  if (place?.kind !== wanted) return [];
  const argument = positional[place.index];
  if (argument?.kind !== 'string') return [];
  const { value, span } = argument;
  // Without the quotes, unless the text is written with escapes or in parts.
  const isPlain = span.end - span.start === value.length + 2;
  const inner = isPlain ? { start: span.start + 1, end: span.end - 1 } : span;
  return [{ name: value, span: inner }];
}

/** Which positional argument names a filter or a test. */
const places: ReadonlyMap<string, { readonly kind: 'filter' | 'test'; readonly index: number }> =
  new Map([
    ['map', { kind: 'filter', index: 0 }],
    ['select', { kind: 'test', index: 0 }],
    ['reject', { kind: 'test', index: 0 }],
    ['selectattr', { kind: 'test', index: 1 }],
    ['rejectattr', { kind: 'test', index: 1 }],
  ]);
