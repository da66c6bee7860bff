import type { Rule } from './rule.ts';

export const missingSeparator: Rule = {
  id: 'missing-separator',
  severity: 'error',
  description: '`jinja` has the separator `|||` between input and target.',
  *check({ snapshot }) {
    for (const { key, jinja } of snapshot.file.templates) {
      if (jinja?.value.type !== 'str' || jinja.value.text.includes('|||')) continue;
      const message =
        '`jinja` has no `|||`: everything is input and nothing is target. Write `|||` before the text that the model should answer.';
      yield { message, span: jinja.keySpan, templateId: key };
    }
  },
};
