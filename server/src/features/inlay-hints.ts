import { typeOf } from '../analysis/infer.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import type { CompareExpression, Expression, JinjaNode } from '../jinja/nodes.ts';
import { fixedChoices } from '../rules/fixed-choices.ts';
import { type TemplateText, templateTextsOf, toDocument } from '../rules/template-text.ts';
import { overlaps, type Span, touches } from '../text/span.ts';

/** A note that the editor shows inside the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** All of it, where the label is cut; Markdown. */
  readonly tooltip?: string;
}

/** What is shown. */
export interface HintKinds {
  /** The class of each number that a label can be. */
  readonly classes: boolean;
  /** The answer choice that each number picks. */
  readonly choices: boolean;
}

/** Behind the index of `answer_choices[…]`, which choice each value picks; behind `label == 1`, which class that is. */
export function inlayHints(
  snapshot: Snapshot,
  range: Span,
  kinds: HintKinds,
): readonly InlayHint[] {
  const texts = templateTextsOf(snapshot);
  return texts
    .filter(({ scalar }) => overlaps(scalar.span, range))
    .flatMap((text) => hintsIn(text, kinds.choices ? choicesFor(text, texts) : undefined, kinds))
    .filter(({ offset }) => touches(range, offset));
}

type Choices = readonly string[] | undefined;

function choicesFor({ template }: TemplateText, texts: readonly TemplateText[]): Choices {
  const own = texts.find(
    (text) => text.template === template && text.types.place === 'answer_choices',
  );
  return own && fixedChoices(own)?.map(({ text }) => text);
}

function hintsIn(text: TemplateText, choices: Choices, kinds: HintKinds): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const node of text.types.nodes) {
    const found =
      node.kind === 'compare'
        ? kinds.classes && describeComparison(text, node)
        : describeChoice(text, node, choices, kinds);
    if (!found) continue;
    const { span, ...hint } = found;
    hints.push({ offset: toDocument(text, span).end, ...hint });
  }
  return hints;
}

/** A hint with what it stands behind, in the text of the scalar. */
type Described = Omit<InlayHint, 'offset'> & { readonly span: Span };

function describeChoice(
  text: TemplateText,
  node: JinjaNode,
  choices: Choices,
  kinds: HintKinds,
): Described | undefined {
  const index = choiceIndexOf(node);
  if (index === undefined) return undefined;
  const { span } = index;
  if (index.kind === 'integer') {
    const choice = choices?.[Number(index.value)];
    return choice === undefined ? undefined : { span, label: `: ${shorten(choice)}` };
  }
  const names = classesOf(text, index);
  const isShown = kinds.classes || choices !== undefined;
  if (names.length === 0 || !isShown) return undefined;
  const shown = names
    .slice(0, mostShown)
    .map((name, id) => describeClass(id, kinds.classes ? name : undefined, choices));
  const rest = names.length > mostShown ? ', …' : '';
  const lines = names.map((name, id) => `- \`${id}\` ${name}${arrow(choices?.[id])}`);
  return { span, label: `: ${shown.join(', ')}${rest}`, tooltip: lines.join('\n') };
}

/** `label` of `answer_choices[label]`. */
function choiceIndexOf(node: JinjaNode): Expression | undefined {
  if (node.kind !== 'item' || node.target.kind !== 'name') return undefined;
  return node.target.name === 'answer_choices' && node.index.kind !== 'slice'
    ? node.index
    : undefined;
}

/** The class of the number in `label == 1`. */
function describeComparison(
  text: TemplateText,
  { left, comparisons }: CompareExpression,
): Described | undefined {
  const [comparison, ...others] = comparisons;
  if (comparison === undefined || others.length > 0) return undefined;
  const [number, label] =
    comparison.right.kind === 'integer' ? [comparison.right, left] : [left, comparison.right];
  if (number.kind !== 'integer') return undefined;
  const name = classesOf(text, label)[Number(number.value)];
  return name === undefined ? undefined : { span: number.span, label: `: ${shorten(name)}` };
}

function classesOf({ types }: TemplateText, node: Expression): readonly string[] {
  const type = typeOf(node, types);
  return type.kind === 'feature' && type.feature.kind === 'class-label' ? type.feature.names : [];
}

const mostShown = 3;
const mostCharacters = 20;

function describeClass(id: number, name: string | undefined, choices: Choices): string {
  if (name === undefined) return `${id} ${shorten(choices?.[id] ?? '?')}`;
  return `${id} ${shorten(name)}${arrow(choices?.[id])}`;
}

function arrow(choice: string | undefined): string {
  return choice === undefined ? '' : ` → ${shorten(choice)}`;
}

function shorten(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
}
