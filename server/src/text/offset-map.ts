import { lastAtOrBefore } from './last-at-or-before.ts';
import { type Span, shiftSpan } from './span.ts';

/** A monotonous map between a decoded text and the document text that produced it. */
export interface OffsetMap {
  /** The document text that produced the decoded characters of `span`; an empty span gives an empty span. */
  toDocument(span: Span): Span;
  /** The decoded offset at a document offset, or `undefined` outside the scalar's content. */
  toDecoded(documentOffset: number): number | undefined;
  /** The same map where the document text stands `distance` further on. */
  shift(distance: number): OffsetMap;
}

/** The map of a text that stands in the document as it is. */
export function copiedFrom(content: Span): OffsetMap {
  return new CopyMap(content);
}

/** Collects an {@link OffsetMap} from left to right, as a decoder goes over the document. */
export class OffsetMapBuilder {
  readonly #segments: Segment[] = [];
  #decodedLength = 0;

  /** `length` decoded units that stand in the document as they are. */
  copy(documentStart: number, length: number): void {
    if (length === 0) return;
    const last = this.#segments.at(-1);
    if (last?.isCopy && last.documentEnd === documentStart) {
      this.#segments[this.#segments.length - 1] = {
        ...last,
        documentEnd: documentStart + length,
      };
    } else {
      this.#add(true, documentStart, documentStart + length);
    }
    this.#decodedLength += length;
  }

  /** `length` decoded units that the document text `raw`, taken as a whole, stands for. */
  replace(raw: Span, length: number): void {
    if (length === 0) return;
    this.#add(false, raw.start, raw.end);
    this.#decodedLength += length;
  }

  /** The map; document offsets outside `content` belong to no decoded text. */
  build(content: Span): OffsetMap {
    const decodedLength = this.#decodedLength;
    return new SegmentMap({ segments: this.#segments, decodedLength, content }, 0);
  }

  #add(isCopy: boolean, documentStart: number, documentEnd: number): void {
    this.#segments.push({ isCopy, decodedStart: this.#decodedLength, documentStart, documentEnd });
  }
}

/** A run of decoded text; document text between two runs produced nothing. */
interface Segment {
  /** Whether the run is written unit for unit, rather than as one escape or line break. */
  readonly isCopy: boolean;
  readonly decodedStart: number;
  readonly documentStart: number;
  readonly documentEnd: number;
}

/** What was decoded, at the offsets of the document that it was read from. */
interface Decoding {
  readonly segments: readonly Segment[];
  readonly decodedLength: number;
  readonly content: Span;
}

class CopyMap implements OffsetMap {
  readonly #content: Span;

  constructor(content: Span) {
    this.#content = content;
  }

  shift(distance: number): OffsetMap {
    return new CopyMap(shiftSpan(this.#content, distance));
  }

  toDocument({ start, end }: Span): Span {
    const { start: first, end: last } = this.#content;
    const from = Math.min(first + Math.max(start, 0), last);
    return { start: from, end: end > start ? Math.min(first + end, last) : from };
  }

  toDecoded(documentOffset: number): number | undefined {
    const { start, end } = this.#content;
    return documentOffset < start || documentOffset > end ? undefined : documentOffset - start;
  }
}

class SegmentMap implements OffsetMap {
  readonly #decoding: Decoding;
  /** How far the document text has moved since. */
  readonly #distance: number;

  constructor(decoding: Decoding, distance: number) {
    this.#decoding = decoding;
    this.#distance = distance;
  }

  shift(distance: number): OffsetMap {
    return new SegmentMap(this.#decoding, this.#distance + distance);
  }

  toDocument(span: Span): Span {
    const start = this.#startOf(span.start);
    const end = span.end > span.start ? this.#endOf(span.end - 1) : start;
    return { start: start + this.#distance, end: end + this.#distance };
  }

  toDecoded(documentOffset: number): number | undefined {
    const offset = documentOffset - this.#distance;
    const { segments, content } = this.#decoding;
    if (offset < content.start || offset > content.end) return undefined;
    const index = lastAtOrBefore(segments, offset, (one) => one.documentStart);
    const segment = segments[index];
    if (segment === undefined) return 0;
    if (offset >= segment.documentEnd) return this.#decodedEnd(index);
    return segment.decodedStart + (segment.isCopy ? offset - segment.documentStart : 0);
  }

  #startOf(decodedOffset: number): number {
    const { decodedLength, content } = this.#decoding;
    if (decodedOffset >= decodedLength) return this.#endOf(decodedLength - 1);
    const segment = this.#segmentAt(decodedOffset);
    if (segment === undefined) return content.start;
    return segment.isCopy
      ? segment.documentStart + Math.max(decodedOffset, 0) - segment.decodedStart
      : segment.documentStart;
  }

  #endOf(decodedOffset: number): number {
    const { decodedLength, content } = this.#decoding;
    const segment = this.#segmentAt(Math.min(decodedOffset, decodedLength - 1));
    if (segment === undefined) return content.start;
    return segment.isCopy
      ? Math.min(
          segment.documentStart + decodedOffset + 1 - segment.decodedStart,
          segment.documentEnd,
        )
      : segment.documentEnd;
  }

  #segmentAt(decodedOffset: number): Segment | undefined {
    const { segments } = this.#decoding;
    const offset = Math.max(decodedOffset, 0);
    return segments[lastAtOrBefore(segments, offset, (one) => one.decodedStart)];
  }

  #decodedEnd(index: number): number {
    const { segments, decodedLength } = this.#decoding;
    return segments[index + 1]?.decodedStart ?? decodedLength;
  }
}
