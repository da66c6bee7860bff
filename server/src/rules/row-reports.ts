/** What the rules over rows have in common. */
import { type RowFacts, type RowSet, renderKeyOf } from '../analysis/row-facts.ts';
import { toRunnable } from '../template/runnable-template.ts';
import type { Prompt } from './prompt.ts';
import type { Report, RuleContext } from './rule.ts';
import type { TemplateText } from './template-text.ts';

/** A template with what it gave on rows. */
export interface RenderedPrompt {
  readonly prompt: Prompt;
  readonly jinja: TemplateText;
  readonly facts: RowFacts;
}

/** The templates that were rendered as they stand here. */
export function* renderedPrompts({ snapshot, prompts }: RuleContext): Generator<RenderedPrompt> {
  const { rowFacts } = snapshot;
  if (rowFacts === undefined || rowFacts.size === 0) return;
  for (const prompt of prompts) {
    const { template, jinja } = prompt;
    const runnable = toRunnable(template);
    if (jinja === undefined || runnable.kind !== 'runnable') continue;
    const facts = rowFacts.get(renderKeyOf(runnable.template));
    if (facts !== undefined) yield { prompt, jinja, facts };
  }
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
