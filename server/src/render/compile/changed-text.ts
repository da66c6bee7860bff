import { type Change, changeBetween } from '../../text/changed-span.ts';
import type { Span } from '../../text/span.ts';
import type { PrintedText, TemplateData } from './code-writer.ts';

/**
 * What the function of a compiled text runs on, to render a text that differs from it inside of one line between two
 * tags only; `undefined` where it cannot be told that the code is the same.
 */
export function dataOfChangedText(
  compiled: { readonly source: string; readonly data: TemplateData },
  source: string,
): TemplateData | undefined {
  const { texts, constants, places } = compiled.data;
  const change = changeBetween(compiled.source, source);
  const changed = texts.filter(({ span }) => isInside(change, span));
  const [first] = changed;
  if (first === undefined || !keepsTags(change, compiled.source, source)) return undefined;
  const distance = source.length - compiled.source.length;
  const offsetAfter = (offset: number) => (offset < change.before.end ? offset : offset + distance);
  const spanAfter = ({ start, end }: Span): Span => ({
    start: offsetAfter(start),
    end: offsetAfter(end),
  });
  const text = source.slice(first.span.start, offsetAfter(first.span.end));
  const constantsAfter = [...constants];
  for (const { constant } of changed) constantsAfter[constant] = text;
  const move = (printed: PrintedText) => ({ ...printed, span: spanAfter(printed.span) });
  return { constants: constantsAfter, places: places.map(spanAfter), texts: texts.map(move) };
}

/** With a character on each side that stays: so what tags around strip is the same. */
function isInside({ before }: Change, { start, end }: Span): boolean {
  return before.start > start && before.end < end;
}

/** Tags begin with a brace; line ends are counted, and Jinja2 makes others of some. */
function keepsTags({ before, after }: Change, sourceBefore: string, source: string): boolean {
  const removed = sourceBefore.slice(before.start, before.end);
  const added = source.slice(after.start, after.end);
  if (/[\r\n]/.test(removed) || /[{\r\n]/.test(added)) return false;
  return source[after.start - 1] !== '{' && !source.includes('\r');
}
