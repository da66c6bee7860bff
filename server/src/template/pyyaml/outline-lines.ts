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

interface EntryStart extends Omit<OutlineEntry, 'span'> {
  readonly lineStart: number;
  /** Whether unquoted text stands behind the colon. */
  readonly hasPlainValue: boolean;
}

interface Line {
  readonly start: number;
  readonly column: number;
  readonly content: string;
}

/** The first key sets the column; a key that stands further left is an entry as well. */
function findEntryStarts(text: string, range: Span, minimum: number): readonly EntryStart[] {
  const lines = findLines(text, range).filter((line) => line.column >= minimum);
  const starts: EntryStart[] = [];
  let column = Number.POSITIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    if (line.column > column) continue;
    const start = toEntryStart(line);
    if (start === undefined || isStray(start, lines[index + 1])) continue;
    if (start.valueStart === undefined && starts.length === 0) continue;
    starts.push(start);
    column = Math.min(column, starts[0]?.column ?? column);
  }
  return starts;
}

function findLines(text: string, range: Span): readonly Line[] {
  const lines: Line[] = [];
  for (const { 1: indent = '', 2: content = '', index } of text
    .slice(range.start, range.end)
    .matchAll(LINE)) {
    lines.push({ start: range.start + index, column: indent.length, content });
  }
  return lines;
}

/**
 * A word that is typed before a line which belongs to the entry above, or the end of one that a line break
 * has split: what follows is indented deeper, though it cannot belong to the word.
 */
function isStray(start: EntryStart, next: Line | undefined): boolean {
  if (start.valueStart === undefined) return next !== undefined && next.column > start.column;
  return (
    start.column === 0 &&
    start.hasPlainValue &&
    next !== undefined &&
    next.column > 0 &&
    KEY.test(next.content)
  );
}

function toEntryStart(line: Line): EntryStart | undefined {
  const { column, content } = line;
  const start = line.start + column;
  const key = KEY.exec(content);
  if (key !== null) {
    const keySpan = { start, end: start + (key[1] ?? '').length };
    const hasPlainValue = /^ *[^\s"'|>&!#]/.test(content.slice(key[0].length));
    const valueStart = start + key[0].length;
    return { column, lineStart: line.start, keySpan, valueStart, hasPlainValue };
  }
  if (!BARE_KEY.test(content)) return undefined;
  const keySpan = { start, end: start + content.trimEnd().length };
  return { column, lineStart: line.start, keySpan, hasPlainValue: false };
}

/** A line with text that is no comment: its indentation and its content. */
const LINE = /^( *)([^\s#].*)$/gm;

/** A key in quotes or without, with its colon. PyYAML reads keys of at most 1,024 characters. */
const KEY =
  /^("(?:[^"\\]|\\.){0,1024}"|'(?:[^']|''){0,1024}'|[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^\s:]|:(?!\s|$)| +(?![\s:#])){0,1024}) *:(?=\s|$)/;

/** The start of a key that is being typed, rather than of a list item or a bracket. */
const BARE_KEY = /^[\p{L}_]/u;
