import type { ChoiceUse } from '../analysis/row-facts.ts';
import { fixedChoices } from './fixed-choices.ts';
import { type RenderedPrompt, renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule, Tell } from './rule.ts';

export const choiceNeverTarget: Rule = {
  id: 'choice-never-target',
  severity: 'information',
  description: 'Each answer choice is the target on some row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { choiceUse } = rendered.facts;
    if (choiceUse !== undefined) checkUse(rendered, choiceUse, tell);
  },
};

/** With so many rows for each choice one that is as frequent as the others is missing by chance in 5 % of cases. */
const enoughRows = 3;

function checkUse(rendered: RenderedPrompt, use: ChoiceUse, tell: Tell): void {
  const { rows, unused, count } = use;
  const { answerChoices } = rendered.prompt;
  if (rows < count || answerChoices === undefined) return;
  const written = fixedChoices(answerChoices);
  // Of two that are the same the second one is never found, and that has a finding of its own.
  const texts = written?.map(({ text }) => text) ?? [];
  for (const index of unused) {
    const choice = written?.[index];
    const name = choice === undefined ? `number ${index + 1}` : `\`${choice.text}\``;
    if (choice !== undefined && texts.indexOf(choice.text) < index) continue;
    const message = `The answer choice ${name} is the target on none of the ${rows} rows that were tried.`;
    const report = reportOnRows(rendered, use, message);
    const span = choice?.span ?? answerChoices.entry.keySpan;
    tell({ ...report, span, ...(rows < enoughRows * count && { severity: 'hint' }) });
  }
}
