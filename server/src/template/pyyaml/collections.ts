import type { NodePair, NodeUse } from './node.ts';
import { emptyUse } from './node.ts';
import { refuse } from './syntax-error.ts';
import type { TokenReader } from './token-reader.ts';
import { describeToken, type Token } from './tokens.ts';

/** What kind of node is expected; a list may stand at its key's own indentation. */
export type NodePosition = 'block' | 'block-value' | 'flow';

export type ReadNode = (position: NodePosition) => NodeUse;

/** Items of a list with a block of its own, up to its end. */
export function readBlockSequence(tokens: TokenReader, readNode: ReadNode, items: NodeUse[]): void {
  tokens.take();
  while (tokens.isAt('block-entry')) {
    items.push(readEntry(tokens, readNode, ['block-entry', 'block-end']));
  }
  if (tokens.takeIf('block-end')) return;
  refuseToken(tokens, 'the next list item (`- `), or a line with less indentation');
}

/** Items of a list that is indented like its key. */
export function readIndentlessSequence(
  tokens: TokenReader,
  readNode: ReadNode,
  items: NodeUse[],
): void {
  while (tokens.isAt('block-entry')) {
    items.push(readEntry(tokens, readNode, ['block-entry', 'key', 'value', 'block-end']));
  }
}

export function readBlockMapping(tokens: TokenReader, readNode: ReadNode, pairs: NodePair[]): void {
  tokens.take();
  const endsNode: readonly Token['kind'][] = ['key', 'value', 'block-end'];
  while (tokens.isAt('key')) {
    const key = readAfter(tokens, 'key', endsNode, () => readNode('block-value'));
    const value = readAfter(tokens, 'value', endsNode, () => readNode('block-value'));
    pairs.push({ key, value });
  }
  if (tokens.takeIf('block-end')) return;
  refuseToken(tokens, 'the next key, or a line with less indentation');
}

export function readFlowSequence(tokens: TokenReader, readNode: ReadNode, items: NodeUse[]): void {
  tokens.take();
  for (let isFirst = true; !tokens.isAt('flow-sequence-end'); isFirst = false) {
    if (!isFirst && !tokens.takeIf('flow-entry')) refuseToken(tokens, '`,` or `]`');
    if (tokens.isAt('key')) items.push(readSinglePair(tokens, readNode));
    else if (!tokens.isAt('flow-sequence-end')) items.push(readNode('flow'));
  }
  tokens.take();
}

export function readFlowMapping(tokens: TokenReader, readNode: ReadNode, pairs: NodePair[]): void {
  tokens.take();
  for (let isFirst = true; !tokens.isAt('flow-mapping-end'); isFirst = false) {
    if (!isFirst && !tokens.takeIf('flow-entry')) refuseToken(tokens, '`,` or `}`');
    if (tokens.isAt('key')) {
      pairs.push(readFlowPair(tokens, readNode, 'flow-mapping-end'));
    } else if (!tokens.isAt('flow-mapping-end')) {
      pairs.push({ key: readNode('flow'), value: emptyUse(tokens.lastEnd) });
    }
  }
  tokens.take();
}

function readEntry(
  tokens: TokenReader,
  readNode: ReadNode,
  endsNode: readonly Token['kind'][],
): NodeUse {
  return readAfter(tokens, 'block-entry', endsNode, () => readNode('block'));
}

/** The node behind an indicator; an empty one where the indicator or the node is not written. */
function readAfter(
  tokens: TokenReader,
  indicator: Token['kind'],
  endsNode: readonly Token['kind'][],
  readNode: () => NodeUse,
): NodeUse {
  const token = tokens.takeIf(indicator);
  if (token === undefined) return emptyUse(tokens.lastEnd);
  return tokens.isAtOneOf(endsNode) ? emptyUse(tokens.lastEnd) : readNode();
}

/** `key: value` as an item of a list in brackets. */
function readSinglePair(tokens: TokenReader, readNode: ReadNode): NodeUse {
  const { start } = tokens.peek().span;
  const pair = readFlowPair(tokens, readNode, 'flow-sequence-end');
  const span = { start, end: Math.max(tokens.lastEnd, start) };
  return { node: { kind: 'mapping', tag: null, pairs: [pair] }, span };
}

function readFlowPair(tokens: TokenReader, readNode: ReadNode, end: Token['kind']): NodePair {
  const readFlow = () => readNode('flow');
  const key = readAfter(tokens, 'key', ['value', 'flow-entry', end], readFlow);
  const value = readAfter(tokens, 'value', ['flow-entry', end], readFlow);
  return { key, value };
}

export function refuseToken(tokens: TokenReader, expected: string): never {
  const token = tokens.peek();
  const { start, end } = token.span;
  const span = { start, end: Math.max(end, start) };
  return refuse(`Expected ${expected}, but found ${describeToken(token)}.`, span);
}
