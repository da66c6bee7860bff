import { metadataKeys } from './file-keys.ts';
import { reportsOfProblems } from './file-problems.ts';
import { describeValue, misreadValues } from './misread-values.ts';
import type { Rule } from './rule.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  description: 'Each key holds the type of value that PromptSource expects.',
  *check({ snapshot }) {
    yield* reportsOfProblems(snapshot, 'wrong-type');
    for (const { key, expected, value, span, templateId, isPlainText } of misreadValues(snapshot)) {
      if (isPlainText) continue;
      const message = `\`${key}\` is ${describeValue(value)}; ${expected} is expected.`;
      yield { message, span, templateId };
    }
    for (const { key, metadata } of snapshot.file.templates) {
      if (metadata === undefined || metadata.value.type === 'mapping') continue;
      const keys = [...metadataKeys.keys()].map((name) => `\`${name}\``).join(', ');
      const message = `\`metadata\` is ${describeValue(metadata.value)}; \`!TemplateMetadata\` with ${keys} is expected.`;
      yield { message, span: metadata.keySpan, templateId: key };
    }
  },
};
