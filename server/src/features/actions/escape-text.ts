import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import type { TextNode } from '../../jinja/nodes.ts';
import { walk } from '../../jinja/visit.ts';
import { editScalar } from '../../rules/edit-scalar.ts';
import { fixedChoices } from '../../rules/fixed-choices.ts';
import { type TemplateText, textsOf } from '../../rules/template-text.ts';
import type { Span } from '../../text/span.ts';
import { templateTextAt } from '../names/occurrences.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** A label in the text of a prompt printed as an expression, which later processing of the template leaves alone. */
export function escapeText(
  snapshot: Snapshot,
  { selection }: ActionRequest,
): readonly CodeAction[] {
  const text = templateTextAt(snapshot, selection.start);
  if (text?.types.place !== 'jinja') return [];
  const selected = selectionIn(text, selection);
  const node = selected && textAround(text, selected);
  if (selected === undefined || node === undefined) return [];
  const label =
    selected.start === selected.end
      ? choiceAround(snapshot, text, node, selected.start)
      : trimmed(text, selected);
  if (label === undefined) return [];
  const written = printed(text.tree.source.slice(label.start, label.end));
  return [
    {
      title: `Escape as \`${shorten(written)}\``,
      kind: 'refactor.rewrite',
      edits: () => [editScalar(snapshot.text, text, label, written)],
    },
  ];
}

/** The decoded text under the selection; `undefined` where it leaves the scalar. */
function selectionIn({ scalar }: TemplateText, { start, end }: Span): Span | undefined {
  const [first, last] = [scalar.map.toDecoded(start), scalar.map.toDecoded(end)];
  return first === undefined || last === undefined ? undefined : { start: first, end: last };
}

function textAround({ tree }: TemplateText, { start, end }: Span): TextNode | undefined {
  for (const node of walk(tree.body)) {
    if (node.kind === 'text' && !node.isRaw && node.span.start <= start && end <= node.span.end) {
      return node;
    }
  }
  return undefined;
}

/** Without the blanks at its ends; `undefined` where a separator or nothing is left. */
function trimmed({ tree }: TemplateText, { start, end }: Span): Span | undefined {
  const text = tree.source.slice(start, end);
  if (text.trim() === '' || text.includes('|||')) return undefined;
  return {
    start: end - text.trimStart().length,
    end: start + text.trimEnd().length,
  };
}

/** The fixed answer choice that the cursor is in. */
function choiceAround(
  snapshot: Snapshot,
  { template, tree }: TemplateText,
  node: TextNode,
  offset: number,
): Span | undefined {
  const own = textsOf(template, knownFeatures(snapshot)).find(
    ({ types }) => types.place === 'answer_choices',
  );
  const choices = (own && fixedChoices(own)) ?? [];
  const text = tree.source.slice(node.span.start, node.span.end);
  for (const choice of choices.toSorted((a, b) => b.text.length - a.text.length)) {
    for (const { index } of text.matchAll(wordPattern(choice.text))) {
      const start = node.span.start + index;
      const end = start + choice.text.length;
      if (start <= offset && offset <= end) return { start, end };
    }
  }
  return undefined;
}

function wordPattern(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\d])${escaped || '(?!)'}(?![\\p{L}\\d])`, 'gu');
}

/** The text as a string that Jinja prints. */
function printed(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `{{${quote}${escaped}${quote}}}`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
