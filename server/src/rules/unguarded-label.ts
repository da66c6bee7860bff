import { isAnswerChoices } from '../analysis/choices.ts';
import { typeOf } from '../analysis/infer.ts';
import { nodesOf } from '../analysis/type-context.ts';
import type { Expression, JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import type { Span } from '../text/span.ts';
import type { Fix, Rule, Tell } from './rule.ts';
import { targetSpan } from './target-span.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const unguardedLabel: Rule = {
  id: 'unguarded-label',
  severity: 'warning',
  description: 'A label that some rows lack, -1 there, picks no choice without a condition.',
  fix: 'puts the condition around the target',
  checkTemplate({ prompt, unlabelled }, tell) {
    if (unlabelled === undefined || unlabelled.size === 0) return;
    const { jinja, answerChoices } = prompt;
    if (jinja !== undefined) checkText(jinja, unlabelled, targetSpan(prompt), tell);
    if (answerChoices !== undefined) checkText(answerChoices, unlabelled, undefined, tell);
  },
};

function checkText(
  text: TemplateText,
  unlabelled: ReadonlySet<string>,
  target: Span | undefined,
  tell: Tell,
): void {
  let unfixed = target;
  const nodes = text.types.nodes;
  const columnOf = (expression: Expression) => labelColumn(expression, text);
  const guarded = new Set(nodes.flatMap(conditionsOf).flatMap((test) => columnsIn(test, columnOf)));
  for (const node of nodesOf(text.types, 'item')) {
    if (node.index.kind === 'slice') continue;
    if (!isAnswerChoices(node.target, text.types) && node.target.kind !== 'list') continue;
    const column = columnOf(node.index);
    if (column === undefined || !unlabelled.has(column) || guarded.has(column)) continue;
    const name = text.tree.source.slice(node.index.span.start, node.index.span.end);
    const message = `\`${name}\` is -1 on rows without a label, which picks the last one; put \`{% if ${name} != -1 %}\` around the target.`;
    const span = toDocument(text, node.index.span);
    const fix = unfixed && guard(text, node.span, unfixed, name);
    // One guard does for the whole target.
    if (fix !== undefined) unfixed = undefined;
    tell({ message, span, templateId: text.template.key, ...(fix && { fix }) });
  }
}

function guard(text: TemplateText, use: Span, target: Span, name: string): Fix | undefined {
  // What holds a quote would have to be escaped for its place.
  if (use.start < target.start || !/^[\w.]+$/.test(name)) return undefined;
  const { start } = toDocument(text, { start: target.start, end: target.start + 1 });
  const { end } = toDocument(text, { start: target.end - 1, end: target.end });
  const edits = [
    { span: { start, end: start }, newText: `{% if ${name} != -1 %}` },
    { span: { start: end, end }, newText: '{% endif %}' },
  ];
  return { title: `Leave out the target where \`${name}\` is -1`, edits };
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
