import { repeated, textOf } from './repeated.ts';
import type { Rule } from './rule.ts';

export const duplicateTemplate: Rule = {
  id: 'duplicate-template',
  severity: 'error',
  description: 'No two templates of a file have the same `jinja`.',
  *check({ snapshot }) {
    for (const { key, jinja } of repeated(snapshot.file.templates, ({ jinja }) => textOf(jinja))) {
      if (jinja === undefined) continue;
      const message =
        'Another template of this file has the same `jinja`; change or remove one of them.';
      yield { message, span: jinja.keySpan, templateId: key };
    }
  },
};
