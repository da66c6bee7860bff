import type { Snapshot } from '../../analysis/snapshot.ts';
import type { TextEdit } from '../../rules/rule.ts';
import type { Entry } from '../../template/template-file.ts';

/**
 * Adds templates behind the last one of a file. Each is written as PyYAML does, below `templates:` at an indent of two,
 * and without the indent of its first line. An empty file gets `head` as well.
 */
export function insertTemplates(
  { text, file }: Snapshot,
  written: readonly string[],
  head = '',
): TextEdit {
  const last = file.templates.at(-1);
  if (last !== undefined) {
    const indent = indentAt(text, last.keySpan.start);
    const offset = endOfLines(text, last.span.end);
    return insertAt(text, offset, linesOf(written, indent));
  }
  const lines = linesOf(written, '  ');
  const templates = file.entries.find(({ key }) => key === 'templates');
  if (templates === undefined) {
    const isEmpty = text.trim() === '';
    return insertAt(text, text.length, `${isEmpty ? head : ''}templates:\n${lines}`);
  }
  return { span: writtenValue(text, templates), newText: `\n${lines.trimEnd()}` };
}

function linesOf(written: readonly string[], indent: string): string {
  return written.map((each) => `${indent}${each.replace(/\n {2}/g, `\n${indent}`)}\n`).join('');
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^ */.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Behind the line on which the value ends; the span of a block may reach over the blank lines after it. */
function endOfLines(text: string, end: number): number {
  const trimmed = text.slice(0, end).trimEnd().length;
  const lineEnd = text.indexOf('\n', trimmed);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

function insertAt(text: string, offset: number, lines: string): TextEdit {
  const before = offset > 0 && text[offset - 1] !== '\n' ? '\n' : '';
  return { span: { start: offset, end: offset }, newText: before + lines };
}

/** What stands behind the colon, such as `{}` or `null`, with the blanks before it. */
function writtenValue(text: string, { keySpan, valueSpan }: Entry) {
  const colon = text.indexOf(':', keySpan.end) + 1;
  const written = text.slice(colon, Math.max(colon, valueSpan.end));
  return { start: colon, end: colon + written.trimEnd().length };
}
