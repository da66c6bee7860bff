/** Edits of whole entries of a mapping, for fixes. */
import type { Entry } from '../template/template-file.ts';
import type { TextEdit } from './rule.ts';

/** Writes another value behind the colon of a key, as raw YAML. */
export function writeValue(
  document: string,
  { keySpan, valueSpan }: Pick<Entry, 'keySpan' | 'valueSpan'>,
  written: string,
): TextEdit {
  const start = document.indexOf(':', keySpan.end) + 1;
  const value = document.slice(start, Math.max(start, valueSpan.end)).trimEnd();
  return { span: { start, end: start + value.length }, newText: ` ${written}` };
}

/** Takes the lines of an entry away; `undefined` where they hold anything else, or an anchor that may be needed. */
export function removeEntry(
  document: string,
  { keySpan, valueSpan }: Pick<Entry, 'keySpan' | 'valueSpan'>,
): TextEdit | undefined {
  const start = document.lastIndexOf('\n', keySpan.start - 1) + 1;
  const valueEnd = start + document.slice(start, valueSpan.end).trimEnd().length;
  const lineEnd = document.indexOf('\n', valueEnd);
  const isAlone =
    document.slice(start, keySpan.start).trim() === '' &&
    lineEnd >= 0 &&
    document.slice(valueEnd, lineEnd).trim() === '';
  const hasAnchor = /(^|\s)&/.test(document.slice(keySpan.end, valueEnd));
  return isAlone && !hasAnchor ? { span: { start, end: lineEnd + 1 }, newText: '' } : undefined;
}

/** The blanks in front of a key that begins its line. */
export function indentOf(
  document: string,
  { keySpan: { start } }: Pick<Entry, 'keySpan'>,
): string | undefined {
  const before = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  return /^ *$/.test(before) ? before : undefined;
}

/** Writes a new entry among those of a mapping whose keys begin lines, where PyYAML would have it. */
export function insertEntry(
  document: string,
  entries: readonly Entry[],
  key: string,
  written: string,
): TextEdit | undefined {
  const [first] = entries;
  const indent = first && indentOf(document, first);
  if (first === undefined || indent === undefined) return undefined;
  const line = `${indent}${key}:${/^\s/.test(written) ? '' : ' '}${written}`;
  const next = entries.find((entry) => entry.key > key);
  if (next !== undefined) {
    const start = next.keySpan.start - indent.length;
    if (indentOf(document, next) !== indent) return undefined;
    return { span: { start, end: start }, newText: `${line}\n` };
  }
  const last = entries.at(-1) ?? first;
  // Blank lines at the end of a block scalar are its own.
  if (last.scalar !== undefined && /^(literal|folded)$/.test(last.scalar.style)) return undefined;
  const lineEnd = document.indexOf('\n', document.slice(0, last.valueSpan.end).trimEnd().length);
  if (lineEnd < 0) return undefined;
  return { span: { start: lineEnd, end: lineEnd }, newText: `\n${line}` };
}
