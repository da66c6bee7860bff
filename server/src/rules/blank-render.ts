import type { RowFacts } from '../analysis/row-facts.ts';
import { onRows, renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';

export const blankRender: Rule = {
  id: 'blank-render',
  severity: 'warning',
  description: 'The template prints an input and a target on every row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    const { facts } = rendered;
    for (const { rows, what } of blanksOf(facts)) {
      const message = `The ${what} ${onRows(rows, facts.rows)}; such a row is left out when models are trained and judged.`;
      const report = reportOnRows(rendered, rows, message);
      // A condition may leave out rows on purpose, but hardly all of them.
      tell(rows.count < facts.rows ? { ...report, severity: 'information' } : report);
    }
  },
};

function blanksOf({ blank, blankInput, blankTarget }: RowFacts) {
  return [
    { rows: blank, what: 'prompt is blank' },
    { rows: blankInput, what: 'input is empty' },
    { rows: blankTarget, what: 'target is empty' },
  ].flatMap(({ rows, what }) => (rows === undefined ? [] : [{ rows, what }]));
}
