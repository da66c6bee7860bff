import type { ScalarSource } from '../template/scalar-source.ts';
import { textOf } from './repeated.ts';
import type { Rule, TextEdit } from './rule.ts';

export const nameWhitespace: Rule = {
  id: 'name-whitespace',
  severity: 'warning',
  description: 'The name of a template has no blanks at its ends.',
  fix: 'removes the blanks',
  checkTemplate({ template: { key, name } }, tell) {
    const text = textOf(name);
    if (name?.scalar === undefined || text === undefined || text.trim() === '') return;
    if (text === text.trim()) return;
    const message =
      '`name` has blanks at its ends; PromptSource takes them as a part of the name. Remove them.';
    const edits = removals(name.scalar);
    const fix = { title: 'Remove the outer blanks', isSafe: true, edits } as const;
    const report = { message, span: name.valueSpan, templateId: key };
    tell(edits.length === 0 ? report : { ...report, fix });
  },
};

/** From the quotes to the text; line breaks of a block scalar are its own. */
function removals({ style, span, text, map }: ScalarSource): readonly TextEdit[] {
  if (style !== 'single-quoted' && style !== 'double-quoted') return [];
  const start = text.length - text.trimStart().length;
  const content = map.toDocument({ start, end: text.trimEnd().length });
  const outer = [
    { start: span.start + 1, end: content.start },
    { start: content.end, end: span.end - 1 },
  ];
  return outer
    .filter((blanks) => blanks.start < blanks.end)
    .map((blanks) => ({ span: blanks, newText: '' }));
}
