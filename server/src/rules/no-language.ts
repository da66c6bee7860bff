import { findMetadata } from './file-keys.ts';
import type { Rule } from './rule.ts';

export const noLanguage: Rule = {
  id: 'no-language',
  severity: 'information',
  description: 'Each template names the language of its text.',
  *check({ snapshot }) {
    for (const template of snapshot.file.templates) {
      const entry = findMetadata(template, 'languages');
      if (entry?.value.type !== 'list' || entry.value.items.length > 0) continue;
      const message = '`languages` is empty; name at least one, such as `en`.';
      yield { message, span: entry.keySpan, templateId: template.key };
    }
  },
};
