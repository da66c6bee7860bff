/** What the rules over rows have in common. */
import type { RowFacts, RowSet } from '../analysis/row-facts.ts';
import type { Prompt } from './prompt.ts';
import type { Report, TemplateContext } from './rule.ts';
import type { TemplateText } from './template-text.ts';

/** A template with what it gave on rows. */
export interface RenderedPrompt {
  readonly prompt: Prompt;
  readonly jinja: TemplateText;
  readonly facts: RowFacts;
}

/** The template, if it was rendered. */
export function renderedPrompt({ prompt, rowFacts }: TemplateContext): RenderedPrompt | undefined {
  const { jinja } = prompt;
  if (rowFacts === undefined || jinja === undefined) return undefined;
  return { prompt, jinja, facts: rowFacts };
}

/** A report about a template as a whole, with the first of the rows that show it. */
export function reportOnRows(
  { prompt, jinja }: RenderedPrompt,
  { first }: Pick<RowSet, 'first'>,
  message: string,
): Report {
  const { keySpan: span } = jinja.entry;
  return { message, span, templateId: prompt.template.key, row: first };
}

/** Such as `on 3 of 200 rows, first on row 12`. */
export function onRows({ count, first }: RowSet, rows: number): string {
  if (count === rows) return rows === 1 ? `on row ${first}, the only one` : `on all ${rows} rows`;
  if (count === 1) return `on one of ${rows} rows, row ${first}`;
  return `on ${count} of ${rows} rows, first on row ${first}`;
}
