import type { Entry } from '../template/template-file.ts';
import { removeEntry } from './edit-entry.ts';
import { type KeyedMapping, keysOfFile, keysOfTemplate } from './file-keys.ts';
import { repeated } from './repeated.ts';
import type { Fix, Rule, Tell } from './rule.ts';

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  description: 'No key of file, template or metadata is written twice.',
  fix: 'removes the earlier one, which PyYAML does not look at',
  checkFile: ({ snapshot: { file, text } }, tell) => checkMappings([keysOfFile(file)], text, tell),
  checkTemplate: ({ document, template }, tell) =>
    checkMappings(keysOfTemplate(template), document, tell),
};

function checkMappings(mappings: readonly KeyedMapping[], document: string, tell: Tell): void {
  for (const { entries, templateId } of mappings) {
    for (const entry of repeated(entries, (each) => each.key)) {
      const { key, keySpan: span } = entry;
      const message = `The key \`${key}\` is written twice; PyYAML keeps the last value only. Remove one of them.`;
      const fix = removal(document, entries, entry);
      tell({ message, span, templateId, ...(fix && { fix }) });
    }
  }
}

function removal(document: string, entries: readonly Entry[], entry: Entry): Fix | undefined {
  const index = entries.indexOf(entry);
  const earlier = entries.slice(0, index).findLast(({ key }) => key === entry.key);
  const edit = earlier && removeEntry(document, earlier);
  return edit && { title: `Remove the earlier \`${entry.key}\``, edits: [edit] };
}
