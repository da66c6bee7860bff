import type { Span } from '../text/span.ts';
import type { Prompt } from './prompt.ts';
import { trimmedSpan } from './trimmed-span.ts';

/** The target in the text of `jinja`, where one separator stands on every way, and the same one. */
export function targetSpan({ paths, jinja }: Prompt): Span | undefined {
  const ends = new Set(paths.flatMap(({ separators }) => separators.map(({ end }) => end)));
  const [start, ...others] = ends;
  if (jinja === undefined || start === undefined || others.length > 0) return undefined;
  if (!paths.every(({ separators }) => separators.length === 1)) return undefined;
  const { tree } = jinja;
  // A separator inside of a block has its end with the block.
  if (
    !tree.body.some(({ kind, span }) => kind === 'text' && span.start < start && start <= span.end)
  )
    return undefined;
  const span = trimmedSpan(tree, { start, end: tree.source.length });
  return span.start < span.end ? span : undefined;
}
