import type { Span } from '../../text/span.ts';

/** How many characters of a printed value PromptSource keeps. */
const keptCharacters = 2048;

/**
 * The template that PromptSource renders by default. It edits the text, not the tree: the filter binds to the last
 * operand of an expression, and a `}}` inside a string is edited as well.
 */
export function withTruncation(source: string): string {
  return source.replaceAll('}}', ` | string | truncate(${keptCharacters}) }}`);
}

/** The template that marks what came from the row; an edit of the text, like truncation. */
export function withHighlight(source: string): string {
  return source.replaceAll('}}', ' | highlight }}');
}

const closing = '}}';

/**
 * The place in the author's text of a span in a text that these edits made of it. What they wrote before a `}}`
 * counts as that `}}`.
 */
export function spanBeforeEdit(original: string, edited: string, span: Span): Span {
  const start = offsetBeforeEdit(original, edited, span.start);
  const end = offsetBeforeEdit(original, edited, span.end);
  const isInEdit = start === end && span.start < span.end;
  return { start, end: isInEdit ? Math.min(start + closing.length, original.length) : end };
}

function offsetBeforeEdit(original: string, edited: string, offset: number): number {
  const closings = original.split(closing).length - 1;
  if (closings === 0) return offset;
  const added = (edited.length - original.length) / closings;
  let shift = 0;
  for (let at = original.indexOf(closing); at !== -1; at = original.indexOf(closing, at + 2)) {
    if (offset <= at + shift) break;
    if (offset < at + shift + added) return at;
    shift += added;
  }
  return offset - shift;
}
