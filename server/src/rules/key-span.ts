import type { JinjaTemplate } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';

/** Where the name of a member stands: without the quotes of `['name']`, where it stands between them as it is. */
export function keySpan({ source }: JinjaTemplate, span: Span, name: string): Span {
  const inner = { start: span.start + 1, end: span.end - 1 };
  return source.slice(inner.start, inner.end) === name ? inner : span;
}
