import type { PromptPath } from '../analysis/prompt-paths.ts';
import { pathsBySeparator } from './prompt.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const multipleSeparators: Rule = {
  id: 'multiple-separators',
  severity: 'warning',
  description: 'Every way through `jinja` has one separator `|||`; branches may have one each.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja, paths } = prompt;
    if (jinja === undefined) return;
    for (const start of surplusSeparators(paths)) {
      const message =
        'This is a second `|||` on the same way through the template, so that the prompt falls into more than input and target; keep one.';
      const span = toDocument(jinja, { start, end: start + 3 });
      tell({ message, span, templateId: template.key });
    }
  },
};

/** Conditions may exclude each other, so one of two separators must be reached whenever the other one is. */
function surplusSeparators(paths: readonly PromptPath[]): readonly number[] {
  if (paths.every(({ separators }) => separators.length < 2)) return [];
  const bySeparator = pathsBySeparator(paths);
  const second = [...bySeparator].filter(([start, through]) =>
    through.every(({ separators }) => (separators[0]?.start ?? start) < start),
  );
  if (second.length > 0) return second.map(([start]) => start);
  const followed = [...bySeparator].flatMap(([start, through]) => {
    const [next, ...others] = through.map((path) => nextSeparator(path, start));
    return next !== undefined && others.every((other) => other === next) ? [next] : [];
  });
  return [...new Set(followed)];
}

function nextSeparator({ separators }: PromptPath, start: number): number | undefined {
  return separators.find((separator) => separator.start > start)?.start;
}
