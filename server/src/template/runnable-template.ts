import type { Span } from '../text/span.ts';
import type { PromptTemplate } from './template-file.ts';

/** What it takes to render a template. */
export interface RunnableTemplate {
  readonly id: string;
  readonly name: string;
  /** The decoded text, as PyYAML yields it. */
  readonly jinja: string;
  readonly answerChoices: string | null;
}

export type RunnableResult =
  | { readonly kind: 'runnable'; readonly template: RunnableTemplate }
  /** A sentence without the place, which the span tells. */
  | { readonly kind: 'unusable'; readonly message: string; readonly span: Span };

/** The template as a renderer takes it, or why it cannot run. */
export function toRunnable(template: PromptTemplate): RunnableResult {
  const { jinja, answerChoices } = template;
  if (jinja?.value.type !== 'str') {
    const message = `template \`${nameOf(template)}\` has no text under \`jinja\`, so it cannot run.`;
    return { kind: 'unusable', message, span: jinja?.valueSpan ?? template.keySpan };
  }
  const base = { id: idOf(template), name: nameOf(template), jinja: jinja.value.text };
  if (answerChoices === undefined || answerChoices.value.type === 'none') {
    return { kind: 'runnable', template: { ...base, answerChoices: null } };
  }
  if (answerChoices.value.type !== 'str') {
    const message = `\`answer_choices\` of template \`${nameOf(template)}\` is neither text nor null, so it cannot run.`;
    return { kind: 'unusable', message, span: answerChoices.valueSpan };
  }
  return { kind: 'runnable', template: { ...base, answerChoices: answerChoices.value.text } };
}

/** The name that its author gave, else the key; never blank, so that it can stand in a message or a list. */
export function nameOf({ name, key }: PromptTemplate): string {
  if (name?.value.type === 'str' && name.value.text.trim() !== '') return name.value.text;
  return key.trim() === '' ? '(no name)' : key;
}

/** Its `id`, or its key where it has none. */
export function idOf({ id, key }: PromptTemplate): string {
  return id?.value.type === 'str' ? id.value.text : key;
}
