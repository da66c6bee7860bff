import type { Snapshot } from '../analysis/snapshot.ts';
import type { Entry } from '../template/template-file.ts';
import { contains, type Span } from '../text/span.ts';

/**
 * The entries that hold a value of which PyYAML can make nothing. That is said there, and what else may be wrong with
 * such a value comes of the same fault.
 */
export function brokenValues({ file, problems }: Snapshot): readonly Span[] {
  const places = problems.filter(({ code }) => code === 'yaml-syntax').map(({ span }) => span);
  return places.length === 0 ? [] : [...broken(file.entries, places)];
}

function* broken(entries: readonly Entry[], places: readonly Span[]): Generator<Span> {
  for (const { keySpan, valueSpan, value } of entries) {
    const span = { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) };
    if (!places.some((place) => contains(span, place))) continue;
    if (value.type === 'mapping') yield* broken(value.entries, places);
    else yield span;
  }
}
