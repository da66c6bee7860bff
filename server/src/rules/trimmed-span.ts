import type { JinjaTemplate } from '../jinja/nodes.ts';
import { splitAtSeparator, TARGET_SEPARATOR } from '../template/separators.ts';
import type { Span } from '../text/span.ts';

/** A span of the text without the white space at its ends. */
export function trimmedSpan({ source }: JinjaTemplate, { start, end }: Span): Span {
  const [part] = splitAtSeparator(source.slice(start, end), TARGET_SEPARATOR);
  if (part === undefined) return { start, end };
  return { start: start + part.stripped.start, end: start + part.stripped.end };
}
