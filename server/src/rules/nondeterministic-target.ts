import { targetPieces } from '../analysis/targets.ts';
import { walk } from '../jinja/visit.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const nondeterministicTarget: Rule = {
  id: 'nondeterministic-target',
  severity: 'information',
  description: 'The target does not draw at random, so that it is the same each time.',
  fix: 'takes the first item',
  checkTemplate({ prompt }, tell) {
    const { template, jinja, paths } = prompt;
    if (jinja === undefined) return;
    const seen = new Set<number>();
    for (const piece of targetPieces(paths)) {
      if (piece.kind === 'text') continue;
      for (const node of walk([piece])) {
        if (node.kind !== 'filter' || !/^(choice|random)$/.test(node.name.name)) continue;
        const { span } = node.name;
        if (seen.has(span.start)) continue;
        seen.add(span.start);
        const message = `\`${node.name.name}\` draws at random, so that the target differs from one rendering to the next; take a fixed item.`;
        const place = toDocument(jinja, span);
        const fix = { title: 'Take the first item', edits: [{ span: place, newText: 'first' }] };
        tell({ message, span: place, templateId: template.key, fix });
      }
    }
  },
};
