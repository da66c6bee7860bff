import { isPythonSpace } from '../jinja/python-text.ts';
import type { Span } from '../text/span.ts';

/** Stands between the input and the targets of a template. */
export const TARGET_SEPARATOR = '|||';

/** Stands between two answer choices. */
export const CHOICE_SEPARATOR = '|||';

/** A part of a text between separators. */
export interface SeparatedPart {
  /** Up to the separators, white space included. */
  readonly span: Span;
  /** Without the white space that PromptSource strips; empty at the part's start where nothing else is there. */
  readonly stripped: Span;
  /** The text of `stripped`. */
  readonly text: string;
}

/** Splits as Python's `str.split`, and strips each part as `str.strip`. */
export function splitAtSeparator(text: string, separator: string): readonly SeparatedPart[] {
  const parts: SeparatedPart[] = [];
  let start = 0;
  for (const written of text.split(separator)) {
    const span = { start, end: start + written.length };
    const stripped = stripSpan(text, span);
    parts.push({ span, stripped, text: text.slice(stripped.start, stripped.end) });
    start = span.end + separator.length;
  }
  return parts;
}

function stripSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (end > start && isPythonSpace(text.charAt(end - 1))) end -= 1;
  while (start < end && isPythonSpace(text.charAt(start))) start += 1;
  return { start, end };
}
