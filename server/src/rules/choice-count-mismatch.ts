import { isAnswerChoices } from '../analysis/choices.ts';
import { typeOf } from '../analysis/infer.ts';
import { nodesOf } from '../analysis/type-context.ts';
import { formatFeaturePath } from '../dataset/feature-path.ts';
import type { JinjaNode } from '../jinja/nodes.ts';
import { quotedList } from './quoted-list.ts';
import type { Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const choiceCountMismatch: Rule = {
  id: 'choice-count-mismatch',
  severity: 'warning',
  description: 'There are as many answer choices as the label that picks one has classes.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja, answerChoices, choices } = prompt;
    if (jinja === undefined || answerChoices === undefined || choices === undefined) return;
    const texts = new Set(choices.map(({ text }) => text));
    for (const { count, span } of indicesBeyond(choices.length, jinja)) {
      const message = `There are ${choices.length} choices, counted from 0, so that none has the number ${count} and nothing is printed.`;
      tell({ message, span: toDocument(jinja, span), templateId: template.key });
    }
    // An empty or repeated choice has a finding of its own.
    if (texts.size < choices.length || texts.has('')) return;
    for (const { column, names, isGuarded } of indexingLabels(jinja)) {
      const missing = names.length - choices.length;
      // A condition may leave out the rows whose label has no choice.
      if (missing === 0 || (missing > 0 && isGuarded)) continue;
      const message = `There are ${choices.length} choices, but \`${column}\`, which picks one, has ${names.length} classes: ${quotedList(names)}.`;
      tell({ message, span: answerChoices.entry.valueSpan, templateId: template.key });
    }
  },
};

/** Numbers written out that no choice has. */
function indicesBeyond(length: number, { types }: TemplateText) {
  return nodesOf(types, 'item').flatMap(({ index, target }) => {
    if (index.kind !== 'integer' || index.value < length) return [];
    return isAnswerChoices(target, types) ? [{ count: index.value, span: index.span }] : [];
  });
}

interface IndexingLabel {
  readonly column: string;
  /** Of the classes. */
  readonly names: readonly string[];
  /** Whether it picks a choice under some condition only. */
  readonly isGuarded: boolean;
}

function indexingLabels({ types }: TemplateText): Iterable<IndexingLabel> {
  const labels = new Map<string, IndexingLabel>();
  const { nodes } = types;
  const guards = nodes.filter(isCondition);
  for (const node of nodes) {
    if (node.kind !== 'item' || node.index.kind === 'slice') continue;
    if (!isAnswerChoices(node.target, types)) continue;
    const index = typeOf(node.index, types);
    if (index.kind !== 'feature' || index.feature.kind !== 'class-label') continue;
    const { start, end } = node.span;
    const isGuarded = guards.some(({ span }) => span.start <= start && end <= span.end);
    const column = formatFeaturePath(index.path);
    const wasGuarded = labels.get(column)?.isGuarded ?? true;
    const { names } = index.feature;
    labels.set(column, { column, names, isGuarded: isGuarded && wasGuarded });
  }
  return labels.values();
}

function isCondition(node: JinjaNode): boolean {
  return (
    node.kind === 'if' || node.kind === 'conditional' || (node.kind === 'for' && !!node.filter)
  );
}
