import { type KeyedMapping, keysOfFile, keysOfTemplate, metadataKeys } from './file-keys.ts';
import { tellProblems } from './file-problems.ts';
import { mendType } from './mend-type.ts';
import { describeValue, misreadValues } from './misread-values.ts';
import type { Rule, Tell } from './rule.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  description: 'Each key holds the type of value that PromptSource expects.',
  fix: 'writes a bool, a list or the text of a list of choices, where that is meant',
  checkFile({ snapshot }, tell) {
    tellProblems(snapshot, 'wrong-type', tell);
    checkMappings([keysOfFile(snapshot.file)], snapshot.text, tell);
  },
  checkTemplate({ document, template }, tell) {
    checkMappings(keysOfTemplate(template), document, tell);
    const { key, metadata } = template;
    if (metadata === undefined || metadata.value.type === 'mapping') return;
    const keys = [...metadataKeys.keys()].map((name) => `\`${name}\``).join(', ');
    const message = `\`metadata\` is ${describeValue(metadata.value)}; \`!TemplateMetadata\` with ${keys} is expected.`;
    tell({ message, span: metadata.keySpan, templateId: key });
  },
};

function checkMappings(mappings: readonly KeyedMapping[], document: string, tell: Tell): void {
  for (const misread of misreadValues(mappings)) {
    if (misread.isPlainText) continue;
    const { key, expected, value, span, templateId } = misread;
    const message = `\`${key}\` is ${describeValue(value)}; ${expected} is expected.`;
    const fix = mendType(document, misread);
    tell({ message, span, templateId, ...(fix && { fix }) });
  }
}
