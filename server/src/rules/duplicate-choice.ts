import { fixedChoices } from './fixed-choices.ts';
import { repeated } from './repeated.ts';
import type { Rule } from './rule.ts';

export const duplicateChoice: Rule = {
  id: 'duplicate-choice',
  scope: 'template',
  severity: 'warning',
  description: 'No answer choice is given twice.',
  *check({ texts }) {
    for (const text of texts) {
      const choices = (fixedChoices(text) ?? []).filter((choice) => choice.text !== '');
      for (const { text: choice, span } of repeated(choices, (item) => item.text)) {
        const message = `The choice \`${choice}\` is given twice; the first one always wins when choices are ranked.`;
        yield { message, span, templateId: text.template.key };
      }
    }
  },
};
