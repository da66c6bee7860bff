import type { Snapshot } from '../analysis/snapshot.ts';
import type { Statement } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { toDocument } from '../rules/template-text.ts';
import { type Span, touches } from '../text/span.ts';
import { nodesAround } from './jinja-path.ts';
import {
  documentSpan,
  occurrenceAt,
  sameOccurrences,
  templateTextAt,
} from './names/occurrences.ts';
import { wordOfTag } from './tag-word.ts';

export interface Highlight {
  readonly kind: 'read' | 'write' | 'tag';
  readonly span: Span;
}

/** The other places in the template of what stands at the offset: a name, or the tags of a block. */
export function documentHighlights(snapshot: Snapshot, offset: number): readonly Highlight[] {
  const occurrence = occurrenceAt(snapshot, offset);
  if (occurrence === undefined) return highlightTags(snapshot, offset);
  return sameOccurrences(snapshot, occurrence)
    .filter(({ text }) => text.template === occurrence.text.template)
    .map((each) => ({ kind: each.isWrite ? 'write' : 'read', span: documentSpan(each) }));
}

function highlightTags(snapshot: Snapshot, offset: number): readonly Highlight[] {
  const text = templateTextAt(snapshot, offset);
  const decoded = text?.scalar.map.toDecoded(offset);
  if (text === undefined || decoded === undefined) return [];
  const block = nodesAround(text.tree, { start: decoded, end: decoded }).findLast(isBlock);
  const words = block === undefined ? [] : wordsOf(block, text.tree.source);
  if (!words.some((word) => touches(word, decoded))) return [];
  return words.map((word) => ({ kind: 'tag', span: toDocument(text, word) }));
}

type Block = Statement & { readonly tag: Span; readonly keyword: Span; readonly endTag: Span };

function isBlock(node: { readonly kind: string }): node is Block {
  return 'endTag' in node && node.endTag !== undefined;
}

/** The words that open, divide and close a block. */
function wordsOf(block: Block, source: string): readonly Span[] {
  return [block.keyword, ...dividersOf(block, source), wordOfTag(source, block.endTag)];
}

/** `elif` and `else`: the tags between the parts, which the tree does not keep. */
function dividersOf(block: Block, source: string): readonly Span[] {
  if (block.kind !== 'if' && block.kind !== 'for') return [];
  const bodies =
    block.kind === 'if'
      ? [...block.branches.map(({ body }) => body), block.otherwise]
      : [block.body, block.otherwise];
  const inner = [...walk(bodies.flat())].map(({ span }) => span);
  const between = source.slice(block.tag.end, block.endTag.start);
  return [...between.matchAll(/\{%[-+]?\s*(elif|else)\b/g)]
    .map(({ index, 0: whole, 1: word = '' }) => {
      const end = block.tag.end + index + whole.length;
      return { start: end - word.length, end };
    })
    .filter((word) => !inner.some((span) => span.start <= word.start && word.end <= span.end));
}
