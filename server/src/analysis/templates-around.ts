import type { PromptTemplate } from '../template/template-file.ts';
import { lastAtOrBefore } from '../text/last-at-or-before.ts';
import type { Snapshot } from './snapshot.ts';

/** The templates in which an offset may lie: the one that it stands in or behind, else all that an alias may tie to it. */
export function templatesAround(
  { file, parsed }: Snapshot,
  offset: number,
): readonly PromptTemplate[] {
  if (parsed.reading.hasAnchors) return file.templates;
  const index = lastAtOrBefore(file.templates, offset, ({ span }) => span.start);
  return file.templates.slice(Math.max(index, 0), index + 1);
}
