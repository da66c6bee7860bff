import { filters, findFilter } from '../jinja/builtins/filters.ts';
import { calledByName } from './called-by-name.ts';
import type { Report, Rule } from './rule.ts';
import { createSuggester } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unknownFilter: Rule = {
  id: 'unknown-filter',
  severity: 'error',
  description: 'Every filter is one of Jinja2 or PromptSource.',
  fix: 'writes the nearest filter',
  *checkTemplate({ texts }) {
    for (const text of texts) yield* checkText(text);
  },
};

const names = filters.map(({ name }) => name);

function* checkText(text: TemplateText): Generator<Report> {
  const suggestName = createSuggester();
  for (const node of text.types.nodes) {
    const used = node.kind === 'filter' ? [node.name, ...calledByName(node, 'filter')] : [];
    for (const { name, span } of used) {
      if (name === '' || findFilter(name) !== undefined) continue;
      const place = toDocument(text, span);
      const { hint, fix } = suggestName(name, () => names, place);
      const message = `There is no filter \`${name}\` in Jinja2 or PromptSource.${hint}`;
      yield { message, span: place, templateId: text.template.key, ...(fix && { fix }) };
    }
  }
}
