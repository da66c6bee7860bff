import { isAnswerChoices } from '../analysis/choices.ts';
import { followFlow } from '../analysis/flow.ts';
import { targetPieces } from '../analysis/targets.ts';
import type { Prompt } from './prompt.ts';
import type { Rule, Tell } from './rule.ts';
import { toDocument } from './template-text.ts';

export const answerChoicesNotInTarget: Rule = {
  id: 'answer-choices-not-in-target',
  severity: 'information',
  description: '`answer_choices` that the input shows are what the target is taken from.',
  checkTemplate({ prompt }, tell) {
    if (prompt.answerChoices !== undefined) checkPrompt(prompt, tell);
  },
};

function checkPrompt({ template, jinja, paths }: Prompt, tell: Tell): void {
  if (jinja === undefined || paths.every(({ separators }) => separators.length === 0)) return;
  const { types, tree } = jinja;
  const use = types.scopes.references.find(
    ({ node }) => node.kind === 'name' && isAnswerChoices(node, types),
  );
  if (use === undefined) return;
  const carries = followFlow(types, (node) => node.kind === 'name' && isAnswerChoices(node, types));
  if (targetPieces(paths).some((piece) => piece.kind !== 'text' && carries(piece))) return;
  // Which separator is reached may depend on the choices as well.
  if (tree.body.some((node) => node.kind === 'if' && node.branches.some((b) => carries(b.test))))
    return;
  const message =
    '`answer_choices` is used in the input only; take the target from it as well, as in `{{ answer_choices[label] }}`, so that both stay the same.';
  tell({ message, span: toDocument(jinja, use.span), templateId: template.key });
}
