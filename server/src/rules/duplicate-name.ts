import { repeated, textOf } from './repeated.ts';
import type { Rule } from './rule.ts';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  severity: 'error',
  description: 'Each template of a file has a name of its own.',
  *check({ snapshot }) {
    for (const { key, name } of repeated(snapshot.file.templates, ({ name }) => textOf(name))) {
      if (name === undefined) continue;
      const message = `Another template of this file is called \`${textOf(name)}\` as well; names must differ.`;
      yield { message, span: name.valueSpan, templateId: key };
    }
  },
};
