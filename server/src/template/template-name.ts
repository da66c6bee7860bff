import type { PromptTemplate } from './template-file.ts';

/** The name that its author gave, else the key; never empty, since the protocol forbids empty names. */
export function nameOf(template: PromptTemplate): string {
  const name = template.name?.value;
  if (name?.type === 'str' && name.text.trim() !== '') {
    return name.text;
  }
  return template.key === '' ? '(no name)' : template.key;
}

/** Its `id`, or its key where it has none; a copied template has the id of the first until its author changes it. */
export function idOf(template: PromptTemplate): string {
  const id = template.id?.value;
  return id?.type === 'str' ? id.text : template.key;
}

/**
 * What requests call each template, in their order: its id, and behind it `#2`, `#3` … where templates above have the
 * same.
 */
export function referencesOf(templates: readonly PromptTemplate[]): readonly string[] {
  const known = referencesByList.get(templates);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  const references = templates.map((template) => {
    const id = idOf(template);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  });
  referencesByList.set(templates, references);
  return references;
}

/** What requests call a template of the list. */
export function referenceTo(
  template: PromptTemplate,
  templates: readonly PromptTemplate[],
): string | undefined {
  return referencesOf(templates)[templates.indexOf(template)];
}

/**
 * A list of templates never changes, and several requests ask about each. Only texts are kept: V8 holds on to what a
 * WeakMap leads to, dead or not, until it collects all of its memory.
 */
const referencesByList = new WeakMap<readonly PromptTemplate[], readonly string[]>();

/** The template of that reference, key or name, in this order. */
export function findTemplate(
  templates: readonly PromptTemplate[],
  reference: string,
): PromptTemplate | undefined {
  return (
    templates[referencesOf(templates).indexOf(reference)] ??
    templates.find((template) => template.key === reference) ??
    templates.find((template) => nameOf(template) === reference)
  );
}

/** Whether `answer_choices` holds something other than null. */
export function hasAnswerChoices({ answerChoices }: PromptTemplate): boolean {
  return answerChoices !== undefined && answerChoices.value.type !== 'none';
}

/** A name that is not taken: the wanted one, or the same with a number, joined as its words are. */
export function unusedName(taken: ReadonlySet<string>, wanted: string): string {
  const joint = wanted.includes('_') && !wanted.includes(' ') ? '_' : ' ';
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) {
    name = `${wanted}${joint}${number}`;
  }
  return name;
}
