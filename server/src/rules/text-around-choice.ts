import { isOneChoice } from '../analysis/choices.ts';
import { isBlank } from '../analysis/printing.ts';
import type { TextPiece } from '../analysis/prompt-paths.ts';
import { type Target, targetsOf } from '../analysis/targets.ts';
import type { TypeContext } from '../analysis/type-context.ts';
import type { Span } from '../text/span.ts';
import { editScalar } from './edit-scalar.ts';
import type { Fix, Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';
import { trimmedSpan } from './trimmed-span.ts';

export const textAroundChoice: Rule = {
  id: 'text-around-choice',
  severity: 'warning',
  description: 'A target that is taken from `answer_choices` is the choice alone.',
  fix: 'moves the text in front of the `|||`, or removes it',
  checkTemplate({ document, prompt }, tell) {
    const { template, jinja, paths } = prompt;
    if (jinja === undefined) return;
    const targets = targetsOf(paths) ?? [];
    for (const span of surroundingTexts(targets, jinja.types)) {
      const message =
        'This text stands beside an answer choice, so that the target is none of the choices; move it in front of the `|||` or into the choices.';
      const written = trimmedSpan(jinja.tree, span);
      const place = toDocument(jinja, written);
      const removal = remove(document, jinja, written);
      const move = moveToInput(document, jinja, written);
      const fixes = move ? { fix: move, alternatives: [removal] } : { fix: removal };
      tell({ message, span: place, templateId: template.key, ...fixes });
    }
  },
};

function remove(document: string, jinja: TemplateText, { start, end }: Span): Fix {
  // One of the blanks at its sides stays, if it had one at each.
  const { source } = jinja.tree;
  const isBetweenBlanks = /\s/.test(source[start - 1] ?? '') && /\s/.test(source[end] ?? '');
  const span = { start, end: isBetweenBlanks ? end + 1 : end };
  return { title: 'Remove the text', edits: [editScalar(document, jinja, span, '')] };
}

/** A text right behind the separator changes sides with it. */
function moveToInput(document: string, jinja: TemplateText, { start, end }: Span): Fix | undefined {
  const { source } = jinja.tree;
  const separator = source.slice(0, start).trimEnd().length - '|||'.length;
  if (separator < 0 || !source.startsWith('|||', separator)) return undefined;
  const joint = /\s/.test(source[separator - 1] ?? ' ') ? '' : ' ';
  const text = `${joint}${source.slice(start, end)} |||`;
  const edits = [editScalar(document, jinja, { start: separator, end }, text)];
  return { title: 'Move the text in front of the `|||`', edits };
}

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
