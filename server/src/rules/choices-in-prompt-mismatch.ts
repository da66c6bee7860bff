import { isAnswerChoices } from '../analysis/choices.ts';
import { followFlow } from '../analysis/flow.ts';
import type { Piece } from '../analysis/prompt-paths.ts';
import type { JinjaNode, Statement } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { findMetadata } from './file-keys.ts';
import type { Prompt } from './prompt.ts';
import type { Rule } from './rule.ts';
import { wordsOf } from './words-of.ts';

export const choicesInPromptMismatch: Rule = {
  id: 'choices-in-prompt-mismatch',
  severity: 'information',
  description: '`choices_in_prompt` says whether the input shows the answer choices.',
  fix: 'sets it to what the input shows',
  checkTemplate({ prompt }, tell) {
    const entry = findMetadata(prompt.template, 'choices_in_prompt');
    if (entry?.value.type !== 'bool' || prompt.answerChoices === undefined) return;
    const isSaid = entry.value.value;
    const isShown = showsChoices(prompt);
    if (isShown === undefined || isShown === isSaid) return;
    const message = isShown
      ? '`choices_in_prompt` is false, but the input prints `answer_choices`; set it to true.'
      : '`choices_in_prompt` is true, but the input shows none of the answer choices; set it to false or show them.';
    const edits = [{ span: entry.valueSpan, newText: String(isShown) }];
    const fix = { title: `Set \`choices_in_prompt\` to ${isShown}`, edits };
    const base = { message, span: entry.valueSpan, templateId: prompt.template.key };
    // What the input shows may still be written; what it prints is certain.
    tell({ ...base, fix: isShown ? { ...fix, isSafe: true } : fix });
  },
};

/** Whether the input shows the choices; `undefined` where a row decides. */
function showsChoices({ jinja, paths, choices }: Prompt): boolean | undefined {
  if (jinja === undefined || paths.every(({ separators }) => separators.length === 0))
    return undefined;
  const { tree, types } = jinja;
  const isChoices = (node: JinjaNode) => node.kind === 'name' && isAnswerChoices(node, types);
  const carries = followFlow(types, isChoices);
  const inputs = paths.map(({ parts: [input] }) => input ?? []);
  if (inputs.every((input) => printedBy(input).some(carries))) return true;
  if (choices === undefined || inputs.flat().some(carriesAny)) return undefined;
  // Letters and numbers stand for options that a field may list.
  if (choices.every(({ text }) => [...text].length === 1)) return undefined;
  const shown = wordsOf(tree.source);
  return choices.some(({ text }) => shown.includes(wordsOf(text))) ? undefined : false;

  function carriesAny(piece: Piece): boolean {
    return piece.kind !== 'text' && carries(piece);
  }
}

function printedBy(pieces: readonly (Piece | Statement)[]): readonly JinjaNode[] {
  const printed: JinjaNode[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text') continue;
    for (const node of walk([piece])) if (node.kind === 'print') printed.push(node.expression);
  }
  return printed;
}
