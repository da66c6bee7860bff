import type { Snapshot } from '../analysis/snapshot.ts';
import { toScalar } from '../template/encode-text.ts';
import { appendItem } from './append-item.ts';
import { findMetadata } from './file-keys.ts';
import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';
import { languageCodes } from './vocabulary.ts';

export const noLanguage: Rule = {
  id: 'no-language',
  severity: 'information',
  description: 'Each template names the language of its text.',
  fix: 'adds the language of the other templates, else `en`',
  checkFile({ snapshot }, tell) {
    for (const template of snapshot.file.templates) {
      const entry = findMetadata(template, 'languages');
      if (entry?.value.type !== 'list' || entry.value.items.length > 0) continue;
      const message = '`languages` is empty; name at least one, such as `en`.';
      const language = usualLanguage(snapshot);
      const edit = appendItem(snapshot.text, entry, toScalar(language));
      const fix = edit && { title: `Add \`${language}\``, edits: [edit] };
      tell({ message, span: entry.keySpan, templateId: template.key, ...(fix && { fix }) });
    }
  },
};

/** What the first template of the file that has a language is written in. */
function usualLanguage(snapshot: Snapshot): string {
  for (const template of snapshot.file.templates) {
    for (const { text } of metadataItems(template, 'languages')) {
      if (languageCodes.includes(text)) return text;
    }
  }
  return 'en';
}
