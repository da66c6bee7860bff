import { nodesOf } from '../analysis/type-context.ts';
import { findTest, tests } from '../jinja/builtins/tests.ts';
import { calledByName } from './called-by-name.ts';
import type { Rule, Tell } from './rule.ts';
import { createSuggester } from './suggest-name.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unknownTest: Rule = {
  id: 'unknown-test',
  severity: 'error',
  description:
    'Every test behind `is`, and every test named to `select` and its kin, is one of Jinja2.',
  fix: 'writes the nearest test',
  checkTemplate({ texts }, tell) {
    for (const text of texts) checkText(text, tell);
  },
};

const names = tests.map(({ name }) => name);

function checkText(text: TemplateText, tell: Tell): void {
  const suggestName = createSuggester();
  const named = nodesOf(text.types, 'test').map(({ name }) => name);
  const given = nodesOf(text.types, 'filter').flatMap((node) => calledByName(node, 'test'));
  for (const { name, span } of [...named, ...given]) {
    if (name === '' || findTest(name) !== undefined) continue;
    const place = toDocument(text, span);
    const { hint, fix } = suggestName(name, () => names, place);
    const message = `There is no test \`${name}\` in Jinja2.${hint}`;
    tell({ message, span: place, templateId: text.template.key, ...(fix && { fix }) });
  }
}
