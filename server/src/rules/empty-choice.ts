import { fixedChoices } from './fixed-choices.ts';
import type { Rule } from './rule.ts';

export const emptyChoice: Rule = {
  id: 'empty-choice',
  scope: 'template',
  severity: 'warning',
  description: 'No answer choice is empty.',
  *check({ texts }) {
    for (const text of texts) {
      const choices = fixedChoices(text) ?? [];
      for (const { text: choice, span } of choices) {
        if (choice !== '') continue;
        const isOnly = choices.length === 1;
        const message = isOnly
          ? '`answer_choices` is empty, which makes one empty choice; for a template without choices write `null`.'
          : 'This answer choice is empty; write its text or remove the `|||` beside it.';
        const place = span.start === span.end ? text.entry.valueSpan : span;
        yield { message, span: place, templateId: text.template.key };
      }
    }
  },
};
