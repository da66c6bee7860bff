import { metadataKeys } from './file-keys.ts';
import { reportsOfProblems } from './file-problems.ts';
import { mendType } from './mend-type.ts';
import { describeValue, misreadValues } from './misread-values.ts';
import type { Rule } from './rule.ts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  description: 'Each key holds the type of value that PromptSource expects.',
  fix: 'writes a bool, a list or the text of a list of choices, where that is meant',
  *check({ snapshot }) {
    yield* reportsOfProblems(snapshot, 'wrong-type');
    for (const misread of misreadValues(snapshot)) {
      if (misread.isPlainText) continue;
      const { key, expected, value, span, templateId } = misread;
      const message = `\`${key}\` is ${describeValue(value)}; ${expected} is expected.`;
      const fix = mendType(snapshot.text, misread);
      yield { message, span, templateId, ...(fix && { fix }) };
    }
    for (const { key, metadata } of snapshot.file.templates) {
      if (metadata === undefined || metadata.value.type === 'mapping') continue;
      const keys = [...metadataKeys.keys()].map((name) => `\`${name}\``).join(', ');
      const message = `\`metadata\` is ${describeValue(metadata.value)}; \`!TemplateMetadata\` with ${keys} is expected.`;
      yield { message, span: metadata.keySpan, templateId: key };
    }
  },
};
