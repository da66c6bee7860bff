import { isOneChoice } from '../analysis/choices.ts';
import { typeOf } from '../analysis/infer.ts';
import { nodesOf } from '../analysis/type-context.ts';
import { pythonTypeOf } from '../analysis/types.ts';
import type { Expression, PrintNode } from '../jinja/nodes.ts';
import { parseTemplate } from '../jinja/parse-template.ts';
import { touches } from '../text/span.ts';
import type { FixedChoice } from './fixed-choices.ts';
import { misreadColumns } from './misread-columns.ts';
import type { Report, Rule } from './rule.ts';
import { type TemplateText, toDocument } from './template-text.ts';

export const partialTruncation: Rule = {
  id: 'partial-truncation',
  severity: 'hint',
  description:
    'A printed expression stands in parentheses where PromptSource would shorten its last operand only.',
  fix: 'puts parentheses around the expression',
  checkTemplate({ prompt }, tell) {
    const { jinja: text, choices } = prompt;
    if (text === undefined || text.tree.problems.length > 0) return;
    const misread = misreadColumns(text);
    const isShort = (expression: Expression) => isShortFor(expression, text, choices);
    for (const node of nodesOf(text.types, 'print')) {
      if (!isPartial(node, text.tree.source)) continue;
      if (uncutOperand(node.expression).some(isShort)) continue;
      // A name with a hyphen is no subtraction, and that is said already.
      const isMisread = misread.some(({ span }) => touches(node.span, span.start));
      if (!isMisread) tell(report(text, node));
    }
  },
};

/** What `Template.apply` puts in place of every `}}`: it binds to what stands right before it. */
const truncation = ' | string | truncate(2048) }}';

function isPartial({ expression, span }: PrintNode, source: string): boolean {
  if (!hasOperands(expression)) return false;
  const written = source.slice(span.start, span.end);
  const [node] = parseTemplate(written.replace(/[-+]?\}\}$/, truncation)).body;
  return node?.kind === 'print' && !isTruncated(node.expression);
}

/** Whether there are operands at all, of which one could be the last. */
function hasOperands({ kind }: Expression): boolean {
  return /^(binary|compare|concat|conditional|tuple|unary)$/.test(kind);
}

/** What is printed uncut in place of the last operand, where it is one or the other. */
function uncutOperand(expression: Expression): readonly Expression[] {
  if (expression.kind === 'conditional') {
    return expression.otherwise === undefined ? [] : [expression.then];
  }
  const isEither = expression.kind === 'binary' && /^(or|and)$/.test(expression.operator);
  return isEither ? [expression.left] : [];
}

/** Whether there is nothing to shorten: written text, a fixed choice, or what a method like `append` gives, None. */
function isShortFor(
  expression: Expression,
  { types }: TemplateText,
  choices: readonly FixedChoice[] | undefined,
): boolean {
  if (expression.kind === 'string') return true;
  if (expression.kind === 'call' && expression.callee.kind === 'attribute') {
    return changingMethods.has(expression.callee.name.name);
  }
  return choices !== undefined && isOneChoice(expression, types);
}

const changingMethods: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'update']);

function isTruncated(expression: Expression): boolean {
  return expression.kind === 'filter' && expression.name.name === 'truncate';
}

function report(text: TemplateText, { expression, span }: PrintNode): Report {
  const { source } = text.tree;
  const inner = innerSpan(source.slice(span.start, span.end), span.start);
  const place = toDocument(text, expression.span);
  const message = `PromptSource shortens and turns into text what stands last before the \`}}\`: here ${lastOperand(expression)}. Put the whole expression in parentheses.`;
  const start = toDocument(text, { start: inner.start, end: inner.start + 1 }).start;
  const { end } = toDocument(text, { start: inner.end - 1, end: inner.end });
  const edits = [
    { span: { start, end: start }, newText: '(' },
    { span: { start: end, end }, newText: ')' },
  ];
  const fix = { title: 'Put parentheses around the expression', edits };
  const severity = fails(text, expression) ? ({ severity: 'warning' } as const) : {};
  return { message, span: place, templateId: text.template.key, fix, ...severity };
}

/** What stands between the braces, without the blanks around it. */
function innerSpan(
  written: string,
  start: number,
): { readonly start: number; readonly end: number } {
  const opening = /^\{\{[-+]?\s*/.exec(written)?.[0].length ?? 2;
  const closing = /\s*[-+]?\}\}$/.exec(written)?.[0].length ?? 2;
  return { start: start + opening, end: start + written.length - closing };
}

function lastOperand(expression: Expression): string {
  switch (expression.kind) {
    case 'conditional':
      return expression.otherwise === undefined
        ? 'the condition, which is always true then'
        : 'the value behind `else` alone';
    case 'unary':
      return 'the operand of `not`, which is always true then';
    case 'binary':
      return `the right side of \`${expression.operator}\` alone`;
    default:
      return 'the last operand alone';
  }
}

/** A number and text cannot be added, nor subtracted and so on. */
function fails({ types }: TemplateText, expression: Expression): boolean {
  if (expression.kind === 'conditional') return expression.otherwise === undefined;
  if (expression.kind === 'unary') return true;
  if (expression.kind !== 'binary' || !/^(\+|-|\/|\/\/|\*\*)$/.test(expression.operator))
    return false;
  const left = pythonTypeOf(typeOf(expression.left, types));
  return left === 'int' || left === 'float' || left === 'list';
}
