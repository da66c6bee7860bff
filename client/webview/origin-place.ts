import type { OriginPlace, WirePosition } from '../../server/src/protocol/requests.ts';

/** The innermost tag at the cursor: text of the template is what one looks at anyway. */
export function placeAtCursor(
  places: readonly OriginPlace[],
  cursor: WirePosition | null,
): OriginPlace | undefined {
  if (cursor === null) return undefined;
  const around = places.filter(
    ({ kind, range: { start, end } }) =>
      kind === 'expression' && !isBefore(cursor, start) && !isBefore(end, cursor),
  );
  return around.find(({ range }) =>
    around.every((other) => !isBefore(range.start, other.range.start)),
  );
}

/** In words, for the line at the foot of the page and for screen readers. */
export function describePlace({ kind, field, range }: OriginPlace): string {
  const line = `line ${range.start.line + 1}`;
  if (kind === 'text') return `Text of the template, ${line}`;
  if (field === null) return `Computed by the template, ${line}`;
  return field.startsWith('answer_choices') ? `Answer choices, ${line}` : `Field ${field}, ${line}`;
}

function isBefore(a: WirePosition, b: WirePosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
