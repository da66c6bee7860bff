import type { Span } from '../text/span.ts';

/** The first word of a tag, such as `endfor`. */
export function wordOfTag(source: string, tag: Span): Span {
  const match = /\w+/.exec(source.slice(tag.start, tag.end));
  const start = tag.start + (match?.index ?? 0);
  return { start, end: start + (match?.[0].length ?? 0) };
}
