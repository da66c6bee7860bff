import { quotedText } from './quoted-list.ts';
import { onRows, type RenderedPrompt, renderedPrompts, reportOnRows } from './row-reports.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';
import { trimmedSpan } from './trimmed-span.ts';

export const targetOutsideChoices: Rule = {
  id: 'target-outside-choices',
  scope: 'template',
  severity: 'warning',
  description: 'The target is one of the answer choices on every row.',
  isOverRows: true,
  *check(context) {
    for (const rendered of renderedPrompts(context)) {
      const { outside, rows } = rendered.facts;
      if (outside === undefined) continue;
      const { target, choices } = outside;
      const message = `The target is none of the answer choices ${onRows(outside, rows)}: there it is ${quotedText(target)}, and the choices are ${choicesOf(choices)}.`;
      const report = reportOnRows(rendered, outside, message);
      yield { ...report, span: targetSpan(rendered) ?? report.span };
    }
  },
};

const mostChoices = 6;

function choicesOf(choices: readonly string[]): string {
  const more = choices.length - mostChoices;
  const list = choices.slice(0, mostChoices).map(quotedText).join(', ');
  return more > 0 ? `${list} and ${more} more` : list;
}

/** What stands behind the separator, where there is but one. */
function targetSpan({ prompt: { paths }, jinja }: RenderedPrompt) {
  const { source } = jinja.tree;
  const [separator, ...others] = new Set(
    paths.flatMap((path) => path.separators.map((s) => s.end)),
  );
  if (separator === undefined || others.length > 0) return undefined;
  const span = trimmedSpan(jinja.tree, { start: separator, end: source.length });
  // What ends with the block around it is no whole.
  const isWhole = span.start < span.end && paths.every(({ separators }) => separators.length === 1);
  return isWhole ? toDocument(jinja, span) : undefined;
}
