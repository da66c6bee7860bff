import { keyedMappings } from './file-keys.ts';
import { repeated } from './repeated.ts';
import type { Rule } from './rule.ts';

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  description: 'No key of file, template or metadata is written twice.',
  *check({ snapshot }) {
    for (const { entries, templateId } of keyedMappings(snapshot)) {
      for (const { key, keySpan: span } of repeated(entries, (entry) => entry.key)) {
        const message = `The key \`${key}\` is written twice; PyYAML keeps the last value only. Remove one of them.`;
        yield { message, span, templateId };
      }
    }
  },
};
