import { type KeyedMapping, keysOfFile, keysOfTemplate, metadataKeys } from './file-keys.ts';
import { reportsOfProblems } from './file-problems.ts';
import { mendType } from './mend-type.ts';
import { describeValue, misreadValues } from './misread-values.ts';
import type { Report, Rule } from './rule.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  description: 'Each key holds the type of value that PromptSource expects.',
  fix: 'writes a bool, a list or the text of a list of choices, where that is meant',
  *checkFile({ snapshot }) {
    yield* reportsOfProblems(snapshot, 'wrong-type');
    yield* checkMappings([keysOfFile(snapshot.file)], snapshot.text);
  },
  *checkTemplate({ document, template }) {
    yield* checkMappings(keysOfTemplate(template), document);
    const { key, metadata } = template;
    if (metadata === undefined || metadata.value.type === 'mapping') return;
    const keys = [...metadataKeys.keys()].map((name) => `\`${name}\``).join(', ');
    const message = `\`metadata\` is ${describeValue(metadata.value)}; \`!TemplateMetadata\` with ${keys} is expected.`;
    yield { message, span: metadata.keySpan, templateId: key };
  },
};

function* checkMappings(mappings: readonly KeyedMapping[], document: string): Generator<Report> {
  for (const misread of misreadValues(mappings)) {
    if (misread.isPlainText) continue;
    const { key, expected, value, span, templateId } = misread;
    const message = `\`${key}\` is ${describeValue(value)}; ${expected} is expected.`;
    const fix = mendType(document, misread);
    yield { message, span, templateId, ...(fix && { fix }) };
  }
}
