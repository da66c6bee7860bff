import { isBlank } from '../analysis/printing.ts';
import type { Piece, TextPiece } from '../analysis/prompt-paths.ts';
import type { Prompt } from './prompt.ts';
import type { Rule, Tell } from './rule.ts';
import { toDocument } from './template-text.ts';
import { trimmedSpan } from './trimmed-span.ts';

export const missingSeparator: Rule = {
  id: 'missing-separator',
  severity: 'error',
  description: '`jinja` has the separator `|||` between input and target, on every way through it.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja } = prompt;
    if (jinja === undefined) return;
    if (jinja.tree.source.includes('|||')) {
      checkWays(prompt, tell);
      return;
    }
    const message =
      '`jinja` has no `|||`: everything is input and nothing is target. Write `|||` before the text that the model should answer.';
    tell({ message, span: jinja.entry.keySpan, templateId: template.key });
  },
};

/** Ways that print a text, beside others with a separator: PromptSource does not look at them, but they have no target. */
function checkWays({ template, jinja, paths }: Prompt, tell: Tell): void {
  if (jinja === undefined) return;
  const without = paths.filter(({ separators }) => separators.length === 0);
  const texts = without.map(({ parts }) => parts.flat().filter(isText));
  if (without.length === paths.length || !texts.some((each) => each.length > 0)) return;
  const elsewhere = paths.flatMap(({ separators, parts }) => {
    return separators.length === 0 ? [] : parts.flat().map(({ span }) => span.start);
  });
  const own = texts.flat().find(({ span }) => !elsewhere.includes(span.start));
  const message =
    'On this way through the template no `|||` is reached, so that there is an input without a target; write one here as well.';
  const span =
    own === undefined ? jinja.entry.keySpan : toDocument(jinja, trimmedSpan(jinja.tree, own.span));
  tell({ message, span, templateId: template.key, severity: 'warning' });
}

function isText(piece: Piece): piece is TextPiece {
  return piece.kind === 'text' && !isBlank(piece.value);
}
