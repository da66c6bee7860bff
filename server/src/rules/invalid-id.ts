import { textOf } from './repeated.ts';
import type { Rule } from './rule.ts';

export const invalidId: Rule = {
  id: 'invalid-id',
  severity: 'error',
  description: 'The `id` of a template is a UUID.',
  fix: 'gives the template a new id',
  checkTemplate({ template: { key, id } }, tell) {
    const value = textOf(id);
    if (id === undefined || value === undefined || isUuid(value)) return;
    const message = `\`${value}\` is not a UUID; 32 hexadecimal digits such as \`0f9c3c2e-6d2b-4d5f-9a51-3e1b7c8d9e0f\` are expected.`;
    tell({ message, span: id.valueSpan, templateId: key });
  },
};

/** As Python's `uuid.UUID` accepts it: with or without hyphens, braces, `urn:uuid:`, in upper or lower case. */
function isUuid(text: string): boolean {
  const digits = text
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  return /^[0-9a-f]{32}$/i.test(digits);
}
