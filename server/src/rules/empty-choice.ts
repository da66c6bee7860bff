import { editScalar } from './edit-scalar.ts';
import type { Prompt } from './prompt.ts';
import type { Fix, Rule } from './rule.ts';
import type { TemplateText } from './template-text.ts';

export const emptyChoice: Rule = {
  id: 'empty-choice',
  severity: 'warning',
  description: 'No answer choice is empty.',
  fix: 'removes one at the end with its `|||`, or writes `null` where there is no other',
  checkTemplate({ document, prompt }, tell) {
    const { template, jinja, answerChoices: text, choices = [] } = prompt;
    if (text === undefined) return;
    for (const [index, { text: choice, span }] of choices.entries()) {
      if (choice !== '') continue;
      const isOnly = choices.length === 1;
      const message = isOnly
        ? '`answer_choices` is empty, which makes one empty choice; for a template without choices write `null`.'
        : 'This answer choice is empty; write its text or remove the `|||` beside it.';
      const place = span.start === span.end ? text.entry.valueSpan : span;
      const isLast = index === choices.length - 1;
      const fix = isOnly ? without(text, jinja) : isLast ? shortened(document, text) : undefined;
      tell({ message, span: place, templateId: template.key, ...(fix && { fix }) });
    }
  },
};

/** A template that uses its choices needs some. */
function without({ entry }: TemplateText, jinja: Prompt['jinja']): Fix | undefined {
  if (jinja === undefined || jinja.tree.source.includes('answer_choices')) return undefined;
  return { title: 'Write `null`', edits: [{ span: entry.valueSpan, newText: 'null' }] };
}

/** No other choice moves when the last one goes. */
function shortened(document: string, text: TemplateText): Fix {
  const { source } = text.tree;
  const start = source.slice(0, source.lastIndexOf('|||')).trimEnd().length;
  const edits = [editScalar(document, text, { start, end: source.length }, '')];
  return { title: 'Remove the empty choice', edits };
}
