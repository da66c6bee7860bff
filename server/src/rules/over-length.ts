import { longestInputTokens, type OverLength, type RowSet } from '../analysis/row-facts.ts';
import { onRows, renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';

export const overLength: Rule = {
  id: 'over-length',
  severity: 'information',
  description: 'The input is no longer than the 1,024 tokens that T0 reads.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { overLength: long, rows } = rendered.facts;
    if (long === undefined) return;
    const most = longestInputTokens.toLocaleString('en');
    const message = `The input is longer than the ${most} tokens that the model reads ${onRows(long, rows)} (${sizeOf(long)}); the rest is cut off.`;
    tell(reportOnRows(rendered, long, message));
  },
};

/** Words are counted where no tokenizer is at hand: there are at least as many tokens. */
function sizeOf({ size, unit, first }: OverLength & Pick<RowSet, 'first'>): string {
  const count = size.toLocaleString('en');
  return unit === 'tokens'
    ? `${count} on row ${first}`
    : `${count} words on row ${first}, of a token each or more`;
}
