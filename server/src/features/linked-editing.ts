import type { Snapshot } from '../analysis/snapshot.ts';
import { walk } from '../jinja/visit.ts';
import { type TemplateText, toDocument } from '../rules/template-text.ts';
import { type Span, touches } from '../text/span.ts';
import { templateTextAt } from './names/occurrences.ts';

/**
 * The word at the offset with the same word in the other tag of the block, `if` and the `if` of `endif`, to be edited
 * together; empty for any other place. Words that are no tags count too, since the author is about to write one.
 */
export function linkedEditing(snapshot: Snapshot, offset: number): readonly Span[] {
  const text = templateTextAt(snapshot, offset);
  const decoded = text?.scalar.map.toDecoded(offset);
  if (text === undefined || decoded === undefined) return [];
  const pair = blockWords(text).find((words) => words.some((word) => touches(word, decoded)));
  const spans = pair?.map((word) => toDocument(text, word)) ?? [];
  const lengths = new Set(spans.map(({ start, end }) => end - start));
  // A word that YAML breaks or escapes cannot be edited as another one is.
  return lengths.size === 1 ? spans : [];
}

/** Pairs of words that are equal: that of an opening tag, and what stands behind `end` in its closing tag. */
function blockWords({ tree }: TemplateText): readonly (readonly [Span, Span])[] {
  const quiet = [...walk(tree.body)].filter(
    (node) => node.kind === 'comment' || node.kind === 'print' || node.kind === 'text',
  );
  const open: { readonly word: string; readonly span: Span }[] = [];
  const pairs: (readonly [Span, Span])[] = [];
  for (const { index, 0: whole, 1: word = '' } of tree.source.matchAll(/\{%[-+]?\s*(\w+)/g)) {
    const end = index + whole.length;
    if (quiet.some(({ span }) => span.start <= index && end <= span.end)) continue;
    const at = word.startsWith('end')
      ? open.findLastIndex((each) => `end${each.word}` === word)
      : -1;
    if (at === -1) {
      open.push({ word, span: { start: end - word.length, end } });
      continue;
    }
    const [opening] = open.splice(at);
    if (opening !== undefined) {
      pairs.push([opening.span, { start: end - opening.word.length, end }]);
    }
  }
  return pairs;
}
