import { typeOf } from '../analysis/infer.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import type { Expression, JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { fixedChoices } from '../rules/fixed-choices.ts';
import { type TemplateText, templateTextsOf, toDocument } from '../rules/template-text.ts';
import { type Span, touches } from '../text/span.ts';

/** A note that the editor shows inside the text. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** All of it, where the label is cut; Markdown. */
  readonly tooltip?: string;
}

/** Behind the index of `answer_choices[…]`, which choice each value of it picks. */
export function inlayHints(snapshot: Snapshot, range: Span): readonly InlayHint[] {
  const texts = templateTextsOf(snapshot);
  return texts
    .filter(({ types }) => types.place === 'jinja')
    .flatMap((text) => hintsIn(text, choicesFor(text, texts)))
    .filter(({ offset }) => touches(range, offset));
}

type Choices = readonly string[] | undefined;

function choicesFor({ template }: TemplateText, texts: readonly TemplateText[]): Choices {
  const own = texts.find(
    (text) => text.template === template && text.types.place === 'answer_choices',
  );
  return own && fixedChoices(own)?.map(({ text }) => text);
}

function hintsIn(text: TemplateText, choices: Choices): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const node of walk(text.tree.body)) {
    const index = choiceIndexOf(node);
    const described = index && describeIndex(text, index, choices);
    if (index !== undefined && described !== undefined) {
      hints.push({ offset: toDocument(text, index.span).end, ...described });
    }
  }
  return hints;
}

/** `label` of `answer_choices[label]`. */
function choiceIndexOf(node: JinjaNode): Expression | undefined {
  if (node.kind !== 'item' || node.target.kind !== 'name') return undefined;
  return node.target.name === 'answer_choices' && node.index.kind !== 'slice'
    ? node.index
    : undefined;
}

function describeIndex(
  { types }: TemplateText,
  index: Expression,
  choices: Choices,
): Pick<InlayHint, 'label' | 'tooltip'> | undefined {
  if (index.kind === 'integer') {
    const choice = choices?.[Number(index.value)];
    return choice === undefined ? undefined : { label: `: ${shorten(choice)}` };
  }
  const type = typeOf(index, types);
  if (type.kind !== 'feature' || type.feature.kind !== 'class-label') return undefined;
  const { names } = type.feature;
  if (names.length === 0) return undefined;
  const shown = names.slice(0, mostShown).map((name, id) => describeClass(id, name, choices));
  const rest = names.length > mostShown ? ', …' : '';
  const lines = names.map((name, id) => `- \`${id}\` ${name}${arrow(choices?.[id])}`);
  return { label: `: ${shown.join(', ')}${rest}`, tooltip: lines.join('\n') };
}

const mostShown = 3;
const mostCharacters = 20;

function describeClass(id: number, name: string, choices: Choices): string {
  return `${id} ${shorten(name)}${arrow(choices?.[id])}`;
}

/** A choice that reads like its class needs no second mention. */
function arrow(choice: string | undefined): string {
  return choice === undefined ? '' : ` → ${shorten(choice)}`;
}

function shorten(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
}
