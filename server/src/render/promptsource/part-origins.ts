/** Where the parts of a prompt come from: the places of a rendered text, carried through split, strip and restoring. */
import { lastAtOrBefore } from '../../text/last-at-or-before.ts';
import type { Span } from '../../text/span.ts';
import type { Origin, TracedSegment } from '../compile/render-with-provenance.ts';
import { trimmedSpan } from '../python/trim.ts';
import { protector, separator } from './pipe-protection.ts';

/** The origins of the parts, in the order of `apply`'s parts, each as pieces in order and without gaps. */
export interface PromptOrigins {
  /** The distinct origins; the spans are in offsets of the author's template. */
  readonly places: readonly Origin[];
  readonly parts: readonly (readonly OriginPiece[])[];
}

/** So many characters of a part, and the index of the place that they come from. */
export interface OriginPiece {
  readonly length: number;
  readonly place: number;
}

export interface TracedText {
  /** The text before split, strip and restoring of separators. */
  readonly raw: string;
  readonly segments: readonly TracedSegment[];
  /** The template that was rendered, edits included. */
  readonly source: string;
  /** From the template that was rendered to the author's. */
  readonly spanBeforeEdit: (span: Span) => Span;
}

/** What each part of a rendered text comes from; text of the template itself is told to the character. */
export function originsOfParts({
  raw,
  segments,
  source,
  spanBeforeEdit,
}: TracedText): PromptOrigins {
  const places = createPlaces(spanBeforeEdit);
  const parts: OriginPiece[][] = [];
  let next = 0;
  for (const part of partsOf(raw)) {
    const pieces: OriginPiece[] = [];
    while ((segments[next]?.end ?? raw.length) <= part.start && next < segments.length) next += 1;
    for (let at = next; at < segments.length; at += 1) {
      const segment = segments[at];
      if (segment === undefined || segment.start >= part.end) break;
      const shown = {
        start: Math.max(segment.start, part.start),
        end: Math.min(segment.end, part.end),
      };
      const length = part.lengthOf(shown);
      if (length > 0) append(pieces, length, places.indexOf(narrowed(segment, shown, raw, source)));
    }
    parts.push(pieces);
  }
  return { places: places.all, parts };
}

interface Part extends Span {
  /** How many characters of the part a span of the raw text makes. */
  readonly lengthOf: (span: Span) => number;
}

function* partsOf(raw: string): Generator<Part> {
  let start = 0;
  for (const chunk of raw.split(separator)) {
    const trimmed = trimmedSpan(chunk);
    const hidden: number[] = [];
    for (let at = chunk.indexOf(protector); at !== -1; at = chunk.indexOf(protector, at + 1)) {
      hidden.push(start + at);
    }
    const lengthOf = (span: Span) =>
      restoredOffset(hidden, span.end) - restoredOffset(hidden, span.start);
    yield { start: start + trimmed.start, end: start + trimmed.end, lengthOf };
    start += chunk.length + separator.length;
  }
}

/** An offset once the separators before it are restored. */
function restoredOffset(hidden: readonly number[], offset: number): number {
  const last = lastAtOrBefore(hidden, offset, (start) => start);
  const start = hidden[last];
  if (start === undefined) return offset;
  const saved = protector.length - separator.length;
  const inside = Math.min(offset - start, separator.length);
  const isInside = offset < start + protector.length;
  return isInside ? start + inside - last * saved : offset - (last + 1) * saved;
}

/** The origin of a part of a segment: text of the template stands in its source as it is, but for newlines. */
function narrowed(
  { start, end, origin }: TracedSegment,
  shown: Span,
  raw: string,
  source: string,
): Origin {
  if (origin.kind !== 'text') return origin;
  const written = source.slice(origin.span.start, origin.span.end);
  const at = written.indexOf(raw.slice(start, end));
  if (at === -1) return origin;
  const textStart = origin.span.start + at - start;
  return { kind: 'text', span: { start: textStart + shown.start, end: textStart + shown.end } };
}

function createPlaces(spanBeforeEdit: (span: Span) => Span) {
  const all: Origin[] = [];
  const indexes = new Map<string, number>();
  return {
    all,
    indexOf(origin: Origin): number {
      const key = `${origin.kind} ${origin.span.start} ${origin.span.end}`;
      const known = indexes.get(key);
      if (known !== undefined) return known;
      indexes.set(key, all.length);
      return all.push({ ...origin, span: spanBeforeEdit(origin.span) }) - 1;
    },
  };
}

function append(pieces: OriginPiece[], length: number, place: number): void {
  const last = pieces.at(-1);
  if (last?.place === place) pieces[pieces.length - 1] = { place, length: last.length + length };
  else pieces.push({ length, place });
}
