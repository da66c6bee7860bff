import { findGlobal } from '../jinja/builtins/globals.ts';
import type { Prompt } from './prompt.ts';
import type { Rule } from './rule.ts';
import type { TemplateText } from './template-text.ts';

export const noField: Rule = {
  id: 'no-field',
  severity: 'warning',
  description: 'A prompt uses at least one field of the dataset.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja } = prompt;
    if (jinja === undefined || !usesNoField(prompt, jinja)) return;
    const message =
      '`jinja` uses no field of the dataset, so that the prompt is the same for every row; print one, as in `{{ text }}`.';
    tell({ message, span: jinja.entry.keySpan, templateId: template.key });
  },
};

function usesNoField({ answerChoices }: Prompt, jinja: TemplateText): boolean {
  const { tree } = jinja;
  if (tree.problems.length > 0 || tree.source.trim() === '') return false;
  const names = freeNames(jinja);
  if (names.has('answer_choices') && answerChoices !== undefined) {
    for (const name of freeNames(answerChoices)) names.add(name);
  }
  names.delete('answer_choices');
  if (names.size > 0) return false;
  // Another template would see the row.
  return jinja.types.nodes.every(({ kind }) => kind !== 'include' && kind !== 'extends');
}

function freeNames({ types }: TemplateText): Set<string> {
  const free = types.scopes.references.filter(
    ({ name, bindings, mayBeFree }) =>
      (bindings.length === 0 || mayBeFree) && findGlobal(name) === undefined,
  );
  return new Set(free.map(({ name }) => name));
}
