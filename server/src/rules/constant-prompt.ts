import { renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';

export const constantPrompt: Rule = {
  id: 'constant-prompt',
  severity: 'warning',
  description: 'The input differs from row to row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { sameInput } = rendered.facts;
    if (sameInput === undefined) return;
    const { count } = sameInput;
    const message = `The input is the same text on all ${count} rows that give one, so that every row asks the same; print a field before the \`|||\` that tells the rows apart.`;
    tell(reportOnRows(rendered, sameInput, message));
  },
};
