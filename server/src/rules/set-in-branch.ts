import { findColumn } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import { undeclaredVariables } from '../jinja/undeclared-variables.ts';
import type { Report, Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const setInBranch: Rule = {
  id: 'set-in-branch',
  scope: 'template',
  severity: 'warning',
  description: 'What an `if` sets has a value on every path to where it is read.',
  *check({ texts }) {
    for (const text of texts) {
      if (text.types.features !== undefined) yield* checkText(text, text.types.features);
    }
  },
};

function* checkText(text: TemplateText, features: Features): Generator<Report> {
  const { bindings, references } = text.types.scopes;
  const read = new Set(references.map(({ name }) => name));
  // A name that is read where nothing binds it is an unknown field, and that is said there.
  const free = new Set(
    references.filter((item) => item.bindings.length === 0).map(({ name }) => name),
  );
  const undeclared = undeclaredVariables(text.tree);
  const reported = new Set<string>();
  for (const { kind, name, span } of bindings) {
    if (kind === 'special' || reported.has(name) || !undeclared.has(name)) continue;
    reported.add(name);
    if (name === 'answer_choices' || findColumn(features, name) !== undefined) continue;
    if (!read.has(name) || free.has(name)) continue;
    const message = `\`${name}\` is set inside an \`if\` only, so PromptSource's checks take it for a field that the dataset lacks. Set it before the \`if\` as well.`;
    yield { message, span: toDocument(text, span), templateId: text.template.key };
  }
}
