import { findColumn } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import { undeclaredVariables } from '../jinja/undeclared-variables.ts';
import type { Report, Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const setInBranch: Rule = {
  id: 'set-in-branch',
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
  for (const name of undeclaredVariables(text.tree)) {
    if (name === 'answer_choices' || findColumn(features, name) !== undefined) continue;
    const isRead = references.some((item) => item.name === name && item.bindings.length > 0);
    const binding = bindings.find((item) => item.name === name && item.kind !== 'special');
    // A name that is read where nothing binds it is an unknown field, and that is said there.
    const isFree = references.some((item) => item.name === name && item.bindings.length === 0);
    if (!isRead || isFree || binding === undefined) continue;
    const message = `\`${name}\` is set inside an \`if\` only, so PromptSource's checks take it for a field that the dataset lacks. Set it before the \`if\` as well.`;
    yield { message, span: toDocument(text, binding.span), templateId: text.template.key };
  }
}
