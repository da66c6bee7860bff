/** A half-open range of UTF-16 offsets into one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether the offset lies in the span; its end counts, because a cursor can stand there. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether one span lies in another. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the spans share an offset; their ends count. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The same range where its text stands `distance` further on. */
export function shiftSpan({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}
