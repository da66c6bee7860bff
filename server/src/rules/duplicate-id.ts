import { repeated, textOf } from './repeated.ts';
import type { FileContext, Rule, Tell } from './rule.ts';

export const duplicateId: Rule = {
  id: 'duplicate-id',
  severity: 'error',
  description: 'No id is used twice in the workspace, neither as a key nor as an `id`.',
  fix: 'gives the template a new id',
  checkFile({ snapshot }, tell) {
    const { templates } = snapshot.file;
    const sameKey = new Set(repeated(templates, ({ key }) => key));
    for (const { key, keySpan } of sameKey) {
      const message = `The key \`${key}\` is used twice; PyYAML keeps only the last template under it. Give this one a new id.`;
      tell({ message, span: keySpan, templateId: key });
    }
    for (const template of repeated(templates, ({ id }) => textOf(id))) {
      const { key, id } = template;
      // A copied template has both from its original, and that is said once.
      if (id === undefined || sameKey.has(template)) continue;
      const message = `The id \`${textOf(id)}\` is used twice in this file; ids must differ. Give this template a new id.`;
      tell({ message, span: id.valueSpan, templateId: key });
    }
    usedElsewhere(snapshot, tell);
  },
};

function usedElsewhere({ file, idsElsewhere }: FileContext['snapshot'], tell: Tell): void {
  if (idsElsewhere === undefined || idsElsewhere.size === 0) return;
  for (const { key, keySpan, id } of file.templates) {
    const own = textOf(id) ?? key;
    const other = idsElsewhere.get(own) ?? idsElsewhere.get(key);
    if (other === undefined) continue;
    const message = `The id \`${own}\` is used in \`${other}\` as well; ids must differ over all files. Give one of the two templates a new id.`;
    tell({ message, span: id?.valueSpan ?? keySpan, templateId: key });
  }
}
