import { renderedPrompts, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';

export const renderBudget: Rule = {
  id: 'render-budget',
  scope: 'template',
  severity: 'warning',
  description: 'The template renders within the budgets of time and memory on every row.',
  isOverRows: true,
  *check(context) {
    for (const rendered of renderedPrompts(context)) {
      const { stopped } = rendered.facts;
      if (stopped === undefined) continue;
      const message = `Row ${stopped.row}: ${stopped.message} The rows behind it were not tried.`;
      yield reportOnRows(rendered, { first: stopped.row }, message);
    }
  },
};
