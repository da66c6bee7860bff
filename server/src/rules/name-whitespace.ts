import { textOf } from './repeated.ts';
import type { Rule, TextEdit } from './rule.ts';

export const nameWhitespace: Rule = {
  id: 'name-whitespace',
  severity: 'warning',
  description: 'The name of a template has no blanks at its ends.',
  *check({ snapshot }) {
    for (const { key, name } of snapshot.file.templates) {
      const text = textOf(name);
      if (name?.scalar === undefined || text === undefined || text.trim() === '') continue;
      if (text === text.trim()) continue;
      const message =
        '`name` has blanks at its ends; PromptSource takes them as a part of the name. Remove them.';
      const { map } = name.scalar;
      const leading = text.length - text.trimStart().length;
      const outer = [
        { start: 0, end: leading },
        { start: text.trimEnd().length, end: text.length },
      ];
      const edits: readonly TextEdit[] = outer
        .filter(({ start, end }) => start < end)
        .map((span) => ({ span: map.toDocument(span), newText: '' }));
      const fix = { title: 'Remove the outer blanks', isSafe: true, edits } as const;
      yield { message, span: name.valueSpan, templateId: key, fix };
    }
  },
};
