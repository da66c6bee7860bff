import type { TextEdit } from '../../rules/rule.ts';
import type { TemplateText } from '../../rules/template-text.ts';
import { dumpScalarAt } from '../../template/dump/dump-scalar.ts';
import type { Span } from '../../text/span.ts';
import { encodeFor } from '../completion/encode.ts';

/** Replaces a part of a template's text; the span and the new text are those that Jinja sees. */
export function editScalar(
  document: string,
  { scalar }: TemplateText,
  span: Span,
  newText: string,
): TextEdit {
  if (scalar.style === 'plain') {
    // With another text it may need quotes.
    const text = scalar.text.slice(0, span.start) + newText + scalar.text.slice(span.end);
    return { span: scalar.span, newText: dumpScalarAt(document, scalar.span.start, text) };
  }
  return { span: scalar.map.toDocument(span), newText: encodeFor(scalar.style, newText) };
}
