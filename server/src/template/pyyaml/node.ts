import { OffsetMapBuilder } from '../../text/offset-map.ts';
import type { Span } from '../../text/span.ts';
import type { ScalarSource } from '../scalar-source.ts';

/** A node of the graph that PyYAML composes from a document. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

interface NodeBase {
  /** The full tag, such as `tag:yaml.org,2002:int`; null where none is written, or just `!`. */
  readonly tag: string | null;
  readonly tagSpan?: Span;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly source: ScalarSource;
  /** Whether the text decides the type: it is unquoted, or tagged with a lone `!`. */
  readonly isImplicit: boolean;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly NodeUse[];
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly pairs: readonly NodePair[];
}

export interface NodePair {
  readonly key: NodeUse;
  readonly value: NodeUse;
}

/** A node at one place; an alias is a second place of the same node. */
export interface NodeUse {
  readonly node: YamlNode;
  /** As written, with tag and anchor; of an alias just its name. */
  readonly span: Span;
}

/** What a reader makes of a text: the root of the first document, if there is any. */
export interface NodeTree {
  readonly root?: NodeUse;
  readonly problems: readonly NodeProblem[];
}

export interface NodeProblem {
  readonly message: string;
  readonly span: Span;
}

/** The node of a value that is not written. */
export function emptyUse(offset: number): NodeUse {
  const span = { start: offset, end: offset };
  return { node: emptyScalar(offset, { tag: null, isImplicit: true }), span };
}

export function emptyScalar(
  offset: number,
  properties: Pick<ScalarNode, 'tag' | 'tagSpan' | 'isImplicit'>,
): ScalarNode {
  const span = { start: offset, end: offset };
  const map = new OffsetMapBuilder().build(span);
  return { kind: 'scalar', source: { style: 'plain', text: '', span, map }, ...properties };
}
