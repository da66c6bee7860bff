import { describeRender } from '../features/describe-render.ts';
import type { HoverText } from '../features/hover.ts';
import { languageService } from '../language-service.ts';
import type { OpenDocument } from './document-store.ts';
import type { Rendering } from './rendering.ts';

/** The hover at an offset; on a template, its render on the first row is fetched. */
export async function hoverAt(
  document: OpenDocument,
  offset: number,
  rendering: Rendering,
  signal: AbortSignal,
): Promise<HoverText | undefined> {
  const hover = languageService.hover(document.snapshot, offset);
  if (hover?.kind !== 'template') {
    return hover;
  }
  const { span, template } = hover;
  const result = await rendering.render(document, template, {
    range: { offset: 0, limit: 1 },
    signal,
  });
  return { kind: 'text', span, markdown: describeRender(result) };
}
