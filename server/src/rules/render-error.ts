import type { RowFailure } from '../analysis/row-facts.ts';
import { onRows, type RenderedPrompt, renderedPrompt, reportOnRows } from './row-reports.ts';
import type { Report, Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const renderError: Rule = {
  id: 'render-error',
  severity: 'error',
  description: 'The template raises no error on any row.',
  isOverRows: true,
  checkTemplate(context, tell) {
    const rendered = renderedPrompt(context);
    if (rendered === undefined) return;
    for (const failure of rendered.facts.failures) {
      // An unknown filter or test, which is said without any row.
      if (failure.type !== 'TemplateAssertionError') tell(reportFailure(rendered, failure));
    }
  },
};

/** One row may be odd; an error on all of them is one of the template. */
function reportFailure(rendered: RenderedPrompt, failure: RowFailure): Report {
  const { prompt, jinja, facts } = rendered;
  const { type, message: reason, isInChoices, span } = failure;
  const message = `${type} ${onRows(failure, facts.rows)}: ${reason}`;
  const text = isInChoices ? prompt.answerChoices : jinja;
  const report = reportOnRows(rendered, failure, message);
  const place = text?.entry.keySpan ?? report.span;
  const isEverywhere = failure.count === facts.rows;
  return {
    ...report,
    span: text === undefined || span === undefined ? place : toDocument(text, span),
    ...(!isEverywhere && { severity: 'warning' }),
  };
}
