import type { Span } from '../text/span.ts';
import type { TemplateText } from './template-text.ts';

export interface FixedChoice {
  /** Without the blanks around it. */
  readonly text: string;
  /** In the document; without the blanks around it. */
  readonly span: Span;
}

/** The choices of a text without any Jinja in it; `undefined` where a choice is worked out per example. */
export function fixedChoices({
  tree,
  types,
  scalar,
}: TemplateText): readonly FixedChoice[] | undefined {
  if (types.place !== 'answer_choices' || tree.problems.length > 0) return undefined;
  if (tree.body.some(({ kind }) => kind !== 'text' && kind !== 'comment')) return undefined;
  if (tree.body.length > 1) return undefined;
  const choices: FixedChoice[] = [];
  let start = 0;
  for (const part of tree.source.split('|||')) {
    const text = part.trim();
    const inner = start + (text === '' ? 0 : part.length - part.trimStart().length);
    const end = text === '' ? start + part.length : inner + text.length;
    choices.push({ text, span: scalar.map.toDocument({ start: inner, end }) });
    start += part.length + '|||'.length;
  }
  return choices;
}
