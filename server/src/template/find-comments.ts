import type { Span } from '../text/span.ts';
import { scanYaml } from './pyyaml/scanner.ts';

/** The YAML comments of a text that PyYAML reads, each without its line break. */
export function findComments(text: string): readonly Span[] {
  const comments: Span[] = [];
  let start = 0;
  for (const token of scanYaml(text, { start: 0, end: text.length }).tokens) {
    if (token.kind !== 'scalar') continue;
    // Outside of scalars, nothing but a comment has a `#`.
    comments.push(...commentsIn(text, { start, end: contentStart(text, token.source) }));
    start = token.source.span.end;
  }
  return [...comments, ...commentsIn(text, { start, end: text.length })];
}

/** A comment can follow the mark of a block scalar. */
function contentStart(
  text: string,
  { style, span }: { readonly style: string; readonly span: Span },
): number {
  if (style !== 'literal' && style !== 'folded') return span.start;
  const lineEnd = text.slice(span.start).search(/[\r\n\x85\u2028\u2029]/);
  return lineEnd < 0 ? span.end : span.start + lineEnd;
}

function commentsIn(text: string, { start, end }: Span): readonly Span[] {
  return [...text.slice(start, end).matchAll(/#[^\r\n\x85\u2028\u2029]*/g)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}
