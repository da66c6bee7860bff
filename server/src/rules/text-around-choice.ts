import { isOneChoice } from '../analysis/choices.ts';
import { isBlank } from '../analysis/printing.ts';
import type { TextPiece } from '../analysis/prompt-paths.ts';
import { type Target, targetsOf } from '../analysis/targets.ts';
import type { TypeContext } from '../analysis/type-context.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';
import { trimmedSpan } from './trimmed-span.ts';

export const textAroundChoice: Rule = {
  id: 'text-around-choice',
  scope: 'template',
  severity: 'warning',
  description: 'A target that is taken from `answer_choices` is the choice alone.',
  *check({ prompts }) {
    for (const { template, jinja, paths } of prompts) {
      if (jinja === undefined) continue;
      const targets = targetsOf(paths) ?? [];
      for (const span of surroundingTexts(targets, jinja.types)) {
        const message =
          'This text stands beside an answer choice, so that the target is none of the choices; move it in front of the `|||` or into the choices.';
        const place = toDocument(jinja, trimmedSpan(jinja.tree, span));
        yield { message, span: place, templateId: template.key };
      }
    }
  },
};

/** Conditions may exclude each other: a text counts where it is never without a choice, or a choice never without text. */
function surroundingTexts(
  targets: readonly Target[],
  types: TypeContext,
): readonly TextPiece['span'][] {
  const withText = new Map<number, TextPiece['span']>();
  const alone = new Set<number>();
  let isChoiceAlone = false;
  for (const target of targets) {
    const texts = target.filter((piece) => piece.kind === 'text' && !isBlank(piece.value));
    const choices = target.filter(
      (piece) => piece.kind === 'print' && isOneChoice(piece.expression, types),
    );
    if (choices.length === 1 && texts.length === 0) isChoiceAlone = true;
    for (const { span } of texts) {
      if (choices.length === 1) withText.set(span.start, span);
      else alone.add(span.start);
    }
  }
  const certain = [...withText.values()].filter(({ start }) => !alone.has(start));
  return certain.length > 0 || isChoiceAlone ? certain : [...withText.values()].slice(0, 1);
}
