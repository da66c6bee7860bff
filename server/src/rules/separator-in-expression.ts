import { nodesOf } from '../analysis/type-context.ts';
import { TARGET_SEPARATOR } from '../template/separators.ts';
import type { Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const separatorInExpression: Rule = {
  id: 'separator-in-expression',
  severity: 'warning',
  description: 'The separator `|||` stands in the text of `jinja`, not in a tag or comment.',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      if (text.types.place === 'jinja') checkText(text, tell);
    }
  },
};

function checkText(text: TemplateText, tell: Tell): void {
  const { source } = text.tree;
  if (!source.includes(TARGET_SEPARATOR)) return;
  const shown = nodesOf(text.types, 'text').map(({ span }) => span);
  let index = 0;
  for (const { index: start } of source.matchAll(/\|\|\|/g)) {
    while ((shown[index]?.end ?? Number.POSITIVE_INFINITY) <= start) index += 1;
    const around = shown[index];
    if (around !== undefined && around.start <= start) continue;
    const message =
      'This `|||` stands inside a tag or comment, where PromptSource does not look for it; end the tag before it and write it as text.';
    const span = toDocument(text, { start, end: start + TARGET_SEPARATOR.length });
    tell({ message, span, templateId: text.template.key });
  }
}
