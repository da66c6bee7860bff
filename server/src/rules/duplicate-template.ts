import { isSameValue } from '../template/same-value.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { removeEntry } from './edit-entry.ts';
import { repeated, textOf } from './repeated.ts';
import type { Fix, Rule } from './rule.ts';

export const duplicateTemplate: Rule = {
  id: 'duplicate-template',
  severity: 'error',
  description: 'No two templates of a file have the same `jinja`.',
  fix: 'removes the second template, where its answer choices are the same as well',
  *check({ snapshot }) {
    const { file, text: document } = snapshot;
    for (const template of repeated(file.templates, ({ jinja }) => textOf(jinja))) {
      const { key, jinja } = template;
      if (jinja === undefined) continue;
      const message =
        'Another template of this file has the same `jinja`; change or remove one of them.';
      const isCopy = file.templates.some((other) => isSamePrompt(other, template));
      const fix = isCopy ? removal(document, template) : undefined;
      yield { message, span: jinja.keySpan, templateId: key, ...(fix && { fix }) };
    }
  },
};

function isSamePrompt(one: PromptTemplate, other: PromptTemplate): boolean {
  const [choices, otherChoices] = [one.answerChoices, other.answerChoices];
  return (
    one.span.start < other.span.start &&
    textOf(one.jinja) === textOf(other.jinja) &&
    choices !== undefined &&
    otherChoices !== undefined &&
    isSameValue(choices.value, otherChoices.value)
  );
}

function removal(document: string, { keySpan, span }: PromptTemplate): Fix | undefined {
  const edit = removeEntry(document, { keySpan, valueSpan: span });
  return edit && { title: 'Remove this template', edits: [edit] };
}
