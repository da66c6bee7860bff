import { nodesOf } from '../analysis/type-context.ts';
import { filters, findFilter } from '../jinja/builtins/filters.ts';
import { calledByName } from './called-by-name.ts';
import type { Rule, Tell } from './rule.ts';
import { createSuggester } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unknownFilter: Rule = {
  id: 'unknown-filter',
  severity: 'error',
  description: 'Every filter is one of Jinja2 or PromptSource.',
  fix: 'writes the nearest filter',
  checkTemplate({ texts }, tell) {
    for (const text of texts) checkText(text, tell);
  },
};

const names = filters.map(({ name }) => name);

function checkText(text: TemplateText, tell: Tell): void {
  const suggestName = createSuggester();
  for (const node of nodesOf(text.types, 'filter')) {
    for (const { name, span } of [node.name, ...calledByName(node, 'filter')]) {
      if (name === '' || findFilter(name) !== undefined) continue;
      const place = toDocument(text, span);
      const { hint, fix } = suggestName(name, () => names, place);
      const message = `There is no filter \`${name}\` in Jinja2 or PromptSource.${hint}`;
      tell({ message, span: place, templateId: text.template.key, ...(fix && { fix }) });
    }
  }
}
