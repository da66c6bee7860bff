import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const jinjaSyntax: Rule = {
  id: 'jinja-syntax',
  severity: 'error',
  description: 'Jinja2 can parse `jinja` and `answer_choices`.',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      for (const problem of text.tree.problems) {
        const { span } = problem;
        const message = `Jinja2: ${problem.message}`;
        tell({ message, span: toDocument(text, span), templateId: text.template.key });
      }
    }
  },
};
