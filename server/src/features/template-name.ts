import type { PromptTemplate } from '../template/template-file.ts';

/** The name that its author gave, else the key; never empty, since the protocol forbids empty names. */
export function nameOf(template: PromptTemplate): string {
  const name = template.name?.value;
  if (name?.type === 'str' && name.text.trim() !== '') {
    return name.text;
  }
  return template.key === '' ? '(no name)' : template.key;
}

/** What requests call the template: its `id`, or its key where it has none. */
export function idOf(template: PromptTemplate): string {
  const id = template.id?.value;
  return id?.type === 'str' ? id.text : template.key;
}

/** The template of that id, key or name, in this order. */
export function findTemplate(
  templates: readonly PromptTemplate[],
  reference: string,
): PromptTemplate | undefined {
  return (
    templates.find((template) => idOf(template) === reference) ??
    templates.find((template) => template.key === reference) ??
    templates.find((template) => nameOf(template) === reference)
  );
}

/** Whether `answer_choices` holds something other than null. */
export function hasAnswerChoices({ answerChoices }: PromptTemplate): boolean {
  return answerChoices !== undefined && answerChoices.value.type !== 'none';
}
