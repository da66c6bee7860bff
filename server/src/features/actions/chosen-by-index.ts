import { typeOf } from '../../analysis/infer.ts';
import type { ConditionalExpression, Expression, IfNode, JinjaNode } from '../../jinja/nodes.ts';
import type { TemplateText } from '../../rules/template-text.ts';
import type { Span } from '../../text/span.ts';

/** A part of a template that prints one of some fixed texts, picked by a number. */
export interface ChosenByIndex {
  readonly choices: readonly string[];
  /** What to replace, in the text of the scalar. */
  readonly span: Span;
  /** The same by way of `answer_choices`. */
  readonly replacement: string;
}

/** `["a", "b"][label]`, `{0: "a", 1: "b"}[label]`, `"a" if label == 0 else "b"`, and the same with tags. */
export function chosenByIndex(node: JinjaNode, text: TemplateText): ChosenByIndex | undefined {
  switch (node.kind) {
    case 'item': {
      const choices = node.index.kind === 'slice' ? undefined : literalChoices(node.target);
      if (!usable(choices)) return undefined;
      return { choices, span: node.target.span, replacement: 'answer_choices' };
    }
    case 'conditional': {
      const chosen = pick(casesOfConditional(node), text);
      if (chosen === undefined) return undefined;
      const replacement = `answer_choices[${chosen.index}]`;
      return { choices: chosen.choices, span: node.span, replacement };
    }
    case 'if':
      return ofTags(node, text);
    default:
      return undefined;
  }
}

function usable(choices: readonly string[] | undefined): choices is readonly string[] {
  return (
    choices !== undefined &&
    choices.length > 1 &&
    choices.every((each) => each !== '' && each === each.trim() && !/\|\|\||[{}\n]/.test(each))
  );
}

function literalChoices(node: Expression): readonly string[] | undefined {
  if (node.kind === 'list' || node.kind === 'tuple') return textsOf(node.items);
  if (node.kind !== 'dict') return undefined;
  const isNumbered = node.entries.every(
    ({ key }, index) => key.kind === 'integer' && key.value === BigInt(index),
  );
  return isNumbered ? textsOf(node.entries.map(({ value }) => value)) : undefined;
}

function textsOf(nodes: readonly Expression[]): readonly string[] | undefined {
  const texts = nodes.flatMap((node) => (node.kind === 'string' ? [node.value] : []));
  return texts.length === nodes.length ? texts : undefined;
}

/** One way through a condition: its test, absent for `else`, and what it prints. */
interface Case {
  readonly test?: Expression;
  readonly text: string | undefined;
}

function casesOfConditional({ test, then, otherwise }: ConditionalExpression): readonly Case[] {
  const first = { test, text: then.kind === 'string' ? then.value : undefined };
  if (otherwise === undefined) return [first];
  return otherwise.kind === 'conditional'
    ? [first, ...casesOfConditional(otherwise)]
    : [first, { text: otherwise.kind === 'string' ? otherwise.value : undefined }];
}

/** The texts in the order of the numbers that they are tested for. */
function pick(
  cases: readonly Case[],
  text: TemplateText,
): { readonly choices: readonly string[]; readonly index: string } | undefined {
  const numbered = new Map<number, string>();
  let index: string | undefined;
  for (const { test, text: printed } of cases) {
    if (printed === undefined) return undefined;
    const found = test === undefined ? { number: rest(numbered, cases) } : numberOf(test, text);
    if (found?.number === undefined || numbered.has(found.number)) return undefined;
    if ('index' in found) {
      index ??= found.index;
      if (index !== found.index) return undefined;
    }
    numbered.set(found.number, printed);
  }
  const choices = [...numbered.keys()].sort((a, b) => a - b).map((key) => numbered.get(key) ?? '');
  const isWhole = choices.every((_, number) => numbered.has(number));
  return index !== undefined && isWhole && usable(choices) ? { choices, index } : undefined;
}

/** The one number that no other case is for. */
function rest(numbered: ReadonlyMap<number, string>, cases: readonly Case[]): number | undefined {
  const numbers = cases.map((_, number) => number).filter((number) => !numbered.has(number));
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** The number in `label == 1`; 1 for `label` itself where it has two classes. */
function numberOf(
  test: Expression,
  { tree, types }: TemplateText,
): { readonly number: number; readonly index: string } | undefined {
  const source = ({ span }: Expression) => tree.source.slice(span.start, span.end);
  if (test.kind === 'compare') {
    const [comparison, ...others] = test.comparisons;
    if (comparison?.operator !== '==' || others.length > 0) return undefined;
    const { right } = comparison;
    if (right.kind === 'integer') return { number: Number(right.value), index: source(test.left) };
    if (test.left.kind === 'integer') {
      return { number: Number(test.left.value), index: source(right) };
    }
    return undefined;
  }
  const type = typeOf(test, types);
  const isBinary =
    type.kind === 'feature' &&
    type.feature.kind === 'class-label' &&
    type.feature.names.length === 2;
  return isBinary ? { number: 1, index: source(test) } : undefined;
}

/** `{% if label == 0 %}a{% else %}b{% endif %}`; blanks around the texts stay where all have the same. */
function ofTags(node: IfNode, text: TemplateText): ChosenByIndex | undefined {
  if (node.endTag === undefined) return undefined;
  const { source } = text.tree;
  const bodies = [...node.branches.map(({ body }) => body)];
  if (node.otherwise.length > 0) bodies.push(node.otherwise);
  const printed = bodies.map(([only, ...others]) =>
    only?.kind === 'text' && others.length === 0 ? only.value : undefined,
  );
  const [before = '', , after = ''] = parted(printed[0] ?? '');
  const cases = printed.map((each, index): Case => {
    const [start = '', inner = '', end = ''] = parted(each ?? '');
    const isLikeFirst = start === before && end === after;
    const test = node.branches[index]?.test;
    return { text: isLikeFirst && each !== undefined ? inner : undefined, ...(test && { test }) };
  });
  const chosen = pick(cases, text);
  if (chosen === undefined) return undefined;
  const open = /^\{%([-+]?)/.exec(source.slice(node.tag.start))?.[1] === '-' ? '{{-' : '{{';
  const close = source.slice(0, node.endTag.end).endsWith('-%}') ? '-}}' : '}}';
  return {
    choices: chosen.choices,
    span: node.span,
    replacement: `${before}${open} answer_choices[${chosen.index}] ${close}${after}`,
  };
}

/** Blanks, text, blanks. */
function parted(text: string): readonly string[] {
  return /^(\s*)(.*?)(\s*)$/s.exec(text)?.slice(1) ?? [];
}
