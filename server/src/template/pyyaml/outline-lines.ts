import type { Span } from '../../text/span.ts';

/** A key with what belongs to it by indentation. */
export interface OutlineEntry {
  /** From the key to the next entry. */
  readonly span: Span;
  readonly column: number;
  readonly keySpan: Span;
  /** Behind the colon; absent where there is none. */
  readonly valueStart?: number;
}

/** The entries of a mapping whose keys stand at column `minimum` or more. */
export function findOutlineEntries(
  text: string,
  range: Span,
  minimum: number,
): readonly OutlineEntry[] {
  const starts = findEntryStarts(text, range, minimum);
  return starts.map((start, index) => ({
    ...start,
    span: { start: start.keySpan.start, end: starts[index + 1]?.lineStart ?? range.end },
  }));
}

type EntryStart = Omit<OutlineEntry, 'span'> & { readonly lineStart: number };

/** The first key sets the column; one that stands further left is an entry as well. */
function findEntryStarts(text: string, range: Span, minimum: number): readonly EntryStart[] {
  const starts: EntryStart[] = [];
  let column = Number.POSITIVE_INFINITY;
  for (const line of text.slice(range.start, range.end).matchAll(LINE)) {
    const [, indent = '', content = ''] = line;
    if (indent.length < minimum || indent.length > column) continue;
    const lineStart = range.start + line.index;
    const start = toEntryStart(content, lineStart, indent.length, starts.length > 0);
    if (start === undefined) continue;
    starts.push(start);
    column = Math.min(column, start.column);
  }
  return starts;
}

function toEntryStart(
  content: string,
  lineStart: number,
  column: number,
  allowsBareKey: boolean,
): EntryStart | undefined {
  const start = lineStart + column;
  const key = KEY.exec(content);
  if (key !== null) {
    const keySpan = { start, end: start + (key[1] ?? '').length };
    return { column, lineStart, keySpan, valueStart: start + key[0].length };
  }
  if (!allowsBareKey || !BARE_KEY.test(content)) return undefined;
  return { column, lineStart, keySpan: { start, end: start + content.trimEnd().length } };
}

/** A line with text that is no comment: its indentation and its content. */
const LINE = /^( *)([^\s#].*)$/gm;

/** A key in quotes or without, with its colon. PyYAML reads keys of at most 1,024 characters. */
const KEY =
  /^("(?:[^"\\]|\\.){0,1024}"|'(?:[^']|''){0,1024}'|[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^\s:]|:(?!\s|$)| +(?![\s:#])){0,1024}) *:(?=\s|$)/;

/** The start of a key that is being typed, rather than of a list item or a bracket. */
const BARE_KEY = /^[\p{L}_]/u;
