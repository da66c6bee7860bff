import { lastAtOrBefore } from './last-at-or-before.ts';
import type { Span } from './span.ts';

/** A monotonous map between a decoded text and the document text that produced it. */
export interface OffsetMap {
  /** The document text that produced the decoded characters of `span`; an empty span gives an empty span. */
  toDocument(span: Span): Span;
  /** The decoded offset at a document offset, or `undefined` outside the scalar's content. */
  toDecoded(documentOffset: number): number | undefined;
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
    return new SegmentMap(this.#segments, this.#decodedLength, content);
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

class SegmentMap implements OffsetMap {
  readonly #segments: readonly Segment[];
  readonly #decodedLength: number;
  readonly #content: Span;

  constructor(segments: readonly Segment[], decodedLength: number, content: Span) {
    this.#segments = segments;
    this.#decodedLength = decodedLength;
    this.#content = content;
  }

  toDocument(span: Span): Span {
    const start = this.#startOf(span.start);
    return { start, end: span.end > span.start ? this.#endOf(span.end - 1) : start };
  }

  toDecoded(documentOffset: number): number | undefined {
    if (documentOffset < this.#content.start || documentOffset > this.#content.end) {
      return undefined;
    }
    const index = lastAtOrBefore(this.#segments, documentOffset, (one) => one.documentStart);
    const segment = this.#segments[index];
    if (segment === undefined) return 0;
    if (documentOffset >= segment.documentEnd) return this.#decodedEnd(index);
    return segment.decodedStart + (segment.isCopy ? documentOffset - segment.documentStart : 0);
  }

  #startOf(decodedOffset: number): number {
    if (decodedOffset >= this.#decodedLength) return this.#endOf(this.#decodedLength - 1);
    const segment = this.#segmentAt(decodedOffset);
    if (segment === undefined) return this.#content.start;
    return segment.isCopy
      ? segment.documentStart + Math.max(decodedOffset, 0) - segment.decodedStart
      : segment.documentStart;
  }

  #endOf(decodedOffset: number): number {
    const segment = this.#segmentAt(Math.min(decodedOffset, this.#decodedLength - 1));
    if (segment === undefined) return this.#content.start;
    return segment.isCopy
      ? Math.min(
          segment.documentStart + decodedOffset + 1 - segment.decodedStart,
          segment.documentEnd,
        )
      : segment.documentEnd;
  }

  #segmentAt(decodedOffset: number): Segment | undefined {
    const offset = Math.max(decodedOffset, 0);
    return this.#segments[lastAtOrBefore(this.#segments, offset, (one) => one.decodedStart)];
  }

  #decodedEnd(index: number): number {
    return this.#segments[index + 1]?.decodedStart ?? this.#decodedLength;
  }
}
