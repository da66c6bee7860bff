import { renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';

export const renderBudget: Rule = {
  id: 'render-budget',
  severity: 'warning',
  description: 'The template renders within the budgets of time and memory on every row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { stopped } = rendered.facts;
    if (stopped === undefined) return;
    const message = `Row ${stopped.row}: ${stopped.message} The rows behind it were not tried.`;
    tell(reportOnRows(rendered, { first: stopped.row }, message));
  },
};
