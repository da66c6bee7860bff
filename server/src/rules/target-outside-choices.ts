import { quotedText } from './quoted-list.ts';
import { onRows, renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';
import { targetSpan } from './target-span.ts';
import { toDocument } from './template-text.ts';

export const targetOutsideChoices: Rule = {
  id: 'target-outside-choices',
  severity: 'warning',
  description: 'The target is one of the answer choices on every row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { outside, rows } = rendered.facts;
    if (outside === undefined) return;
    const { target: found, choices } = outside;
    const message = `The target is none of the answer choices ${onRows(outside, rows)}: there it is ${quotedText(found)}, and the choices are ${choicesOf(choices)}.`;
    const report = reportOnRows(rendered, outside, message);
    const target = targetSpan(rendered.prompt);
    tell(target ? { ...report, span: toDocument(rendered.jinja, target) } : report);
  },
};

const mostChoices = 6;

function choicesOf(choices: readonly string[]): string {
  const more = choices.length - mostChoices;
  const list = choices.slice(0, mostChoices).map(quotedText).join(', ');
  return more > 0 ? `${list} and ${more} more` : list;
}
