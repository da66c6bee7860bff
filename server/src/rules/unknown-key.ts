import { isTextKey } from '../template/file-shape.ts';
import { removeEntry } from './edit-entry.ts';
import { type KeyedMapping, keysOfFile, keysOfTemplate } from './file-keys.ts';
import type { Rule, Tell } from './rule.ts';
import { createSuggester } from './suggest-name.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'warning',
  description: 'The keys of file, template and metadata are those of PromptSource.',
  fix: 'writes the nearest key that is missing, or removes the entry',
  checkFile: ({ snapshot: { file, text } }, tell) => checkMappings([keysOfFile(file)], text, tell),
  checkTemplate: ({ document, template }, tell) =>
    checkMappings(keysOfTemplate(template), document, tell),
};

function checkMappings(mappings: readonly KeyedMapping[], document: string, tell: Tell): void {
  const suggestName = createSuggester();
  for (const { entries, keys, templateId } of mappings) {
    const missing = () => {
      const present = new Set(entries.map(({ key }) => key));
      return [...keys.keys()].filter((key) => !present.has(key));
    };
    for (const entry of entries) {
      const { key, keySpan: span } = entry;
      if (isTextKey(entry) && keys.has(key)) continue;
      const { hint, fix } = suggestName(key, missing, span);
      const known = [...keys.keys()].map((name) => `\`${name}\``).join(', ');
      const message = `PromptSource knows no key \`${key}\` here.${hint || ` It knows ${known}.`}`;
      const removal = removeEntry(document, entry);
      const alternatives = removal ? [{ title: `Remove \`${key}\``, edits: [removal] }] : [];
      tell({ message, span, templateId, alternatives, ...(fix && { fix }) });
    }
  }
}
