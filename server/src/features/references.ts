import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';
import { documentSpan, occurrenceAt, sameOccurrences } from './names/occurrences.ts';

/** Where the name at the offset is used: a local name in its text, a field in all templates of the file. */
export function references(
  snapshot: Snapshot,
  offset: number,
  { withDefinition }: { readonly withDefinition: boolean },
): readonly Span[] {
  const occurrence = occurrenceAt(snapshot, offset);
  if (occurrence === undefined) return [];
  return sameOccurrences(snapshot, occurrence)
    .filter(({ isWrite }) => withDefinition || !isWrite)
    .map(documentSpan);
}
