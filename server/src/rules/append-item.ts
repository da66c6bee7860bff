import type { Entry } from '../template/template-file.ts';
import type { TextEdit } from './rule.ts';

/** Writes one more plain text at the end of a list, in the form that the list has. */
export function appendItem(text: string, entry: Entry, item: string): TextEdit | undefined {
  const { value, valueSpan } = entry;
  if (value.type !== 'list') return undefined;
  const written = text.slice(valueSpan.start, valueSpan.end);
  const end = value.items.at(-1)?.span.end;
  if (end === undefined) return { span: valueSpan, newText: `[${item}]` };
  if (written.startsWith('[')) return { span: { start: end, end }, newText: `, ${item}` };
  const [dash] =
    /(?<=^|\n) *- *(?=\S)/.exec(text.slice(text.lastIndexOf('\n', end - 1), end)) ?? [];
  if (dash === undefined) return undefined;
  return { span: { start: end, end }, newText: `\n${dash}${item}` };
}
