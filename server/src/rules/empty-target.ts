import { mayPrint } from '../analysis/printing.ts';
import { pathsBySeparator } from './prompt.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const emptyTarget: Rule = {
  id: 'empty-target',
  scope: 'template',
  severity: 'error',
  description: 'Something stands behind the separator `|||`.',
  *check({ prompts }) {
    for (const { template, jinja, paths } of prompts) {
      if (jinja === undefined) continue;
      for (const [start, through] of pathsBySeparator(paths)) {
        const isEmpty = through.every(({ separators, parts }) => {
          const index = separators.findIndex((separator) => separator.start === start);
          return !parts[index + 1]?.some(mayPrint);
        });
        if (!isEmpty) continue;
        const message =
          'Nothing stands behind this `|||`, so that there is nothing to answer; write the target here.';
        const span = toDocument(jinja, { start, end: start + 3 });
        yield { message, span, templateId: template.key };
      }
    }
  },
};
