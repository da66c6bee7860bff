import { walk } from '../jinja/visit.ts';
import type { Rule } from './rule.ts';

export const unusedAnswerChoices: Rule = {
  id: 'unused-answer-choices',
  severity: 'information',
  description: '`answer_choices` that are given are used in `jinja`.',
  checkTemplate({ template: { key, answerChoices, jinjaTree } }, tell) {
    if (answerChoices?.value.type !== 'str' || jinjaTree === undefined) return;
    if (mentions(jinjaTree.body)) return;
    const message =
      '`answer_choices` is not used in `jinja`; take the target from it, as in `{{ answer_choices[label] }}`, so that both stay the same.';
    tell({ message, span: answerChoices.keySpan, templateId: key });
  },
};

function mentions(body: Parameters<typeof walk>[0]): boolean {
  for (const node of walk(body)) {
    if (node.kind === 'name' && node.name === 'answer_choices') return true;
  }
  return false;
}
