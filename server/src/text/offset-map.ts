import type { Span } from './span.ts';

/** A monotonous map between a decoded text and the document text that produced it. */
export interface OffsetMap {
  /** The document text that produced the decoded characters of `span`; an empty span gives an empty span. */
  toDocument(span: Span): Span;
  /** The decoded offset at a document offset, or `undefined` outside the scalar's content. */
  toDecoded(documentOffset: number): number | undefined;
}
