import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const jinjaSyntax: Rule = {
  id: 'jinja-syntax',
  severity: 'error',
  description: 'Jinja2 can parse `jinja` and `answer_choices`.',
  *check({ texts }) {
    for (const text of texts) {
      for (const { message, span } of text.tree.problems) {
        yield { message, span: toDocument(text, span), templateId: text.template.key };
      }
    }
  },
};
