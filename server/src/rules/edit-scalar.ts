import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import { encodeFor } from '../template/encode-text.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from './rule.ts';
import type { TemplateText } from './template-text.ts';

/** Replaces a part of a template's text; the span and the new text are those that Jinja sees. */
export function editScalar(
  document: string,
  { scalar }: Pick<TemplateText, 'scalar'>,
  span: Span,
  newText: string,
): TextEdit {
  const { style, text } = scalar;
  // Plain text may need quotes then, and a line break is no line break between quotes.
  if (style === 'plain' || (newText.includes('\n') && style.endsWith('quoted'))) {
    const edited = text.slice(0, span.start) + newText + text.slice(span.end);
    return { span: scalar.span, newText: dumpScalarAt(document, scalar.span.start, edited) };
  }
  return { span: scalar.map.toDocument(span), newText: encodeFor(style, newText) };
}
