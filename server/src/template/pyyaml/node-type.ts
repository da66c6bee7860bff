import type { ScalarType } from './construct-scalar.ts';
import type { YamlNode } from './node.ts';
import { resolveImplicitType } from './resolve-scalar.ts';
import { YAML_TAG_PREFIX } from './tag-handles.ts';

/** What a node's tag, written or found, asks for; `object` is one of PromptSource's classes. */
export type NodeType =
  | ScalarType
  | 'map'
  | 'merge'
  | 'object'
  | 'omap'
  | 'pairs'
  | 'seq'
  | 'set'
  | 'tuple'
  | 'unknown'
  | 'value';

/** The type that PyYAML's `FullLoader` constructs a node as. */
export function typeOfNode(node: YamlNode): NodeType {
  if (node.tag !== null) return typeOfTag(node.tag);
  if (node.kind === 'sequence') return 'seq';
  if (node.kind === 'mapping') return 'map';
  return node.isImplicit ? resolveImplicitType(node.source.text) : 'str';
}

/** The tags for which PromptSource registers classes. */
const OBJECT_TAGS: ReadonlySet<string> = new Set(['!Template', '!TemplateMetadata']);

function typeOfTag(tag: string): NodeType {
  if (OBJECT_TAGS.has(tag)) return 'object';
  if (!tag.startsWith(YAML_TAG_PREFIX)) return 'unknown';
  const name = tag.slice(YAML_TAG_PREFIX.length);
  return TYPES.get(name) ?? 'unknown';
}

const TYPES: ReadonlyMap<string, NodeType> = new Map<string, NodeType>([
  ['binary', 'binary'],
  ['bool', 'bool'],
  ['float', 'float'],
  ['int', 'int'],
  ['map', 'map'],
  ['merge', 'merge'],
  ['null', 'null'],
  ['omap', 'omap'],
  ['pairs', 'pairs'],
  ['seq', 'seq'],
  ['set', 'set'],
  ['str', 'str'],
  ['timestamp', 'timestamp'],
  ['value', 'value'],
  ['python/bool', 'bool'],
  ['python/bytes', 'binary'],
  ['python/complex', 'complex'],
  ['python/dict', 'map'],
  ['python/float', 'float'],
  ['python/int', 'int'],
  ['python/list', 'seq'],
  ['python/long', 'int'],
  ['python/none', 'null'],
  ['python/str', 'str'],
  ['python/tuple', 'tuple'],
  ['python/unicode', 'str'],
]);
