import { nodesOf } from '../analysis/type-context.ts';
import { findColumn } from '../dataset/feature-path.ts';
import type { Features } from '../dataset/features.ts';
import type { TextNode } from '../jinja/nodes.ts';
import type { Rule, Tell } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const literalBraces: Rule = {
  id: 'literal-braces',
  severity: 'warning',
  description: 'No field stands in single braces, which Jinja prints as they are.',
  fix: 'doubles the braces',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      const { features } = text.types;
      if (features === undefined || !text.tree.source.includes('{')) continue;
      for (const node of nodesOf(text.types, 'text')) {
        if (!node.isRaw) checkNode(text, node, features, tell);
      }
    }
  },
};

function checkNode(text: TemplateText, { span }: TextNode, features: Features, tell: Tell): void {
  const written = text.tree.source.slice(span.start, span.end);
  for (const { 0: whole, 1: name = '', index } of written.matchAll(/\{ *([A-Za-z_]\w*) *\}/g)) {
    if (name !== 'answer_choices' && findColumn(features, name) === undefined) continue;
    const start = span.start + index;
    const end = start + whole.length;
    const place = toDocument(text, { start, end });
    const message = `\`${whole}\` in single braces is printed as it is; write \`{{ ${name} }}\` to print the field.`;
    const edits = [
      { span: { start: place.start, end: place.start }, newText: '{' },
      { span: { start: place.end, end: place.end }, newText: '}' },
    ];
    const fix = { title: 'Double the braces', edits };
    tell({ message, span: place, templateId: text.template.key, fix });
  }
}
