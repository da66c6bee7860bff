import { type KeyedMapping, keysOfFile, keysOfTemplate } from './file-keys.ts';
import { describeValue, misreadValues } from './misread-values.ts';
import type { Rule, Tell } from './rule.ts';

export const yaml11Value: Rule = {
  id: 'yaml-1-1-value',
  severity: 'error',
  description: 'Text that YAML 1.1 takes for a bool, a number or a date is quoted.',
  fix: 'puts it in quotes',
  checkFile: ({ snapshot: { file, text } }, tell) => checkMappings([keysOfFile(file)], text, tell),
  checkTemplate: ({ document, template }, tell) =>
    checkMappings(keysOfTemplate(template), document, tell),
};

function checkMappings(mappings: readonly KeyedMapping[], document: string, tell: Tell): void {
  for (const { key, value, span, templateId, isPlainText } of misreadValues(mappings)) {
    if (!isPlainText) continue;
    const written = document.slice(span.start, span.end);
    const message = `PyYAML reads \`${written}\` as ${describeValue(value)}, but \`${key}\` holds text; put it in quotes.`;
    const edits = [{ span, newText: `'${written}'` }];
    const fix = { title: 'Put it in quotes', isSafe: true, edits } as const;
    tell({ message, span, templateId, fix });
  }
}
