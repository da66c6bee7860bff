import type { Entry } from '../template/template-file.ts';
import { isTextKey, isWhole, metadataEntries } from './file-keys.ts';
import { reportsOfProblems } from './file-problems.ts';
import type { Report, Rule, RuleContext, Severity } from './rule.ts';

export const missingKey: Rule = {
  id: 'missing-key',
  severity: 'error',
  description: 'No key that PromptSource needs is missing.',
  *check({ snapshot }) {
    yield* reportsOfProblems(snapshot, 'missing-key');
    if (isWhole(snapshot)) yield* missingKeys(snapshot);
  },
};

/** Of the keys without which a template cannot be rendered the lack is an error, of the others a warning. */
const neededKeys: readonly (readonly [string, Severity])[] = [
  ['answer_choices', 'error'],
  ['id', 'error'],
  ['jinja', 'error'],
  ['metadata', 'error'],
  ['name', 'error'],
  ['reference', 'warning'],
];

const neededMetadata: readonly (readonly [string, Severity])[] = [
  ['choices_in_prompt', 'warning'],
  ['languages', 'warning'],
  ['metrics', 'warning'],
  ['original_task', 'warning'],
];

function* missingKeys({ file }: RuleContext['snapshot']): Generator<Report> {
  const hasTemplates = file.entries.some(({ key }) => key === 'templates');
  const [first] = file.entries;
  if (first !== undefined && hasTemplates && file.dataset === undefined) {
    const message = 'The key `dataset` is missing; name the dataset that the templates are for.';
    yield { message, span: first.keySpan, templateId: null };
  }
  for (const template of file.templates) {
    const { entries, key, keySpan, metadata } = template;
    if (entries.length === 0) continue;
    for (const [name, severity] of neededKeys) {
      if (has(entries, name)) continue;
      const rest =
        name === 'answer_choices' ? '; without choices write `answer_choices: null`' : '';
      const message = `The template has no key \`${name}\`${rest}.`;
      yield { message, span: keySpan, templateId: key, severity };
    }
    const inner = metadataEntries(template);
    for (const [name, severity] of inner === undefined ? [] : neededMetadata) {
      if (inner === undefined || metadata === undefined || has(inner, name)) continue;
      const message = `The metadata has no key \`${name}\`.`;
      yield { message, span: metadata.keySpan, templateId: key, severity };
    }
  }
}

function has(entries: readonly Entry[], key: string): boolean {
  return entries.some((entry) => isTextKey(entry) && entry.key === key);
}
