import { isAnswerChoices } from '../analysis/choices.ts';
import { typeOf } from '../analysis/infer.ts';
import type { Expression, JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import type { Report, Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unguardedLabel: Rule = {
  id: 'unguarded-label',
  severity: 'warning',
  description: 'A label that some rows lack, -1 there, picks no choice without a condition.',
  *check({ snapshot, texts }) {
    const { unlabelled } = snapshot;
    if (unlabelled === undefined || unlabelled.size === 0) return;
    for (const text of texts) yield* checkText(text, unlabelled);
  },
};

function* checkText(text: TemplateText, unlabelled: ReadonlySet<string>): Generator<Report> {
  const nodes = text.types.nodes;
  const columnOf = (expression: Expression) => labelColumn(expression, text);
  const guarded = new Set(nodes.flatMap(conditionsOf).flatMap((test) => columnsIn(test, columnOf)));
  for (const node of nodes) {
    if (node.kind !== 'item' || node.index.kind === 'slice') continue;
    if (!isAnswerChoices(node.target, text.types) && node.target.kind !== 'list') continue;
    const column = columnOf(node.index);
    if (column === undefined || !unlabelled.has(column) || guarded.has(column)) continue;
    const name = text.tree.source.slice(node.index.span.start, node.index.span.end);
    const message = `\`${name}\` is -1 on rows without a label, which picks the last one; put \`{% if ${name} != -1 %}\` around the target.`;
    yield { message, span: toDocument(text, node.index.span), templateId: text.template.key };
  }
}

/** The column of a label, where an expression is one. */
function labelColumn(expression: Expression, { types }: TemplateText): string | undefined {
  const type = typeOf(expression, types);
  if (type.kind !== 'feature' || type.feature.kind !== 'class-label') return undefined;
  const [first, ...inner] = type.path;
  return first?.kind === 'field' && inner.length === 0 ? first.name : undefined;
}

function conditionsOf(node: JinjaNode): readonly Expression[] {
  switch (node.kind) {
    case 'if':
      return node.branches.map(({ test }) => test);
    case 'conditional':
      return [node.test];
    case 'for':
      return node.filter === undefined ? [] : [node.filter];
    default:
      return [];
  }
}

function columnsIn(
  test: Expression,
  columnOf: (expression: Expression) => string | undefined,
): readonly string[] {
  return [...walk([test])].flatMap((node) => {
    const column = node.kind === 'name' ? columnOf(node) : undefined;
    return column === undefined ? [] : [column];
  });
}
