import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';
import { languageCodes } from './vocabulary.ts';

export const unknownLanguage: Rule = {
  id: 'unknown-language',
  severity: 'warning',
  description: 'Each language is a two-letter code of ISO 639-1.',
  *check({ snapshot }) {
    for (const { text, span, templateId } of metadataItems(snapshot, 'languages')) {
      if (languageCodes.includes(text)) continue;
      const message = `\`${text}\` is not a two-letter language code of ISO 639-1, such as \`en\`.`;
      yield { message, span, templateId };
    }
  },
};
