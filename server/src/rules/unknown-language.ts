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
      // Such as `EN` and `en-GB`; `no` would be read as false without its quotes.
      const code = text.toLowerCase().split(/[-_]/, 1)[0] ?? '';
      const isCode = languageCodes.includes(code) && code !== 'no';
      const hint = isCode ? `Did you mean \`${code}\`?` : 'Such a code is `en`.';
      const message = `\`${text}\` is not a two-letter language code of ISO 639-1. ${hint}`;
      const base = { message, span, templateId };
      const edits = [{ span, newText: code }];
      yield isCode ? { ...base, fix: { title: `Replace by \`${code}\``, edits } } : base;
    }
  },
};
