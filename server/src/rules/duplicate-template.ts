import { isSameValue } from '../template/same-value.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { removeEntry } from './edit-entry.ts';
import { textOf } from './repeated.ts';
import type { Fix, Rule } from './rule.ts';

export const duplicateTemplate: Rule = {
  id: 'duplicate-template',
  severity: 'error',
  description: 'No two templates of a file have the same `jinja`.',
  fix: 'removes the second template, where its answer choices are the same as well',
  checkFile({ snapshot: { file, text: document } }, tell) {
    for (const group of groupedByJinja(file.templates)) {
      for (const [index, template] of group.entries()) {
        const { key, jinja } = template;
        if (index === 0 || jinja === undefined) continue;
        const message =
          'Another template of this file has the same `jinja`; change or remove one of them.';
        const isCopy = group.slice(0, index).some((other) => hasSameChoices(other, template));
        const fix = isCopy ? removal(document, template) : undefined;
        tell({ message, span: jinja.keySpan, templateId: key, ...(fix && { fix }) });
      }
    }
  },
};

/** Templates by their `jinja`, where it is text, each group in file order. */
function groupedByJinja(templates: readonly PromptTemplate[]): Iterable<readonly PromptTemplate[]> {
  const groups = new Map<string, PromptTemplate[]>();
  for (const template of templates) {
    const text = textOf(template.jinja);
    if (text === undefined) continue;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [template]);
    else group.push(template);
  }
  return groups.values();
}

function hasSameChoices(one: PromptTemplate, other: PromptTemplate): boolean {
  const [choices, otherChoices] = [one.answerChoices, other.answerChoices];
  return (
    choices !== undefined &&
    otherChoices !== undefined &&
    isSameValue(choices.value, otherChoices.value)
  );
}

function removal(document: string, { keySpan, span }: PromptTemplate): Fix | undefined {
  const edit = removeEntry(document, { keySpan, valueSpan: span });
  return edit && { title: 'Remove this template', edits: [edit] };
}
