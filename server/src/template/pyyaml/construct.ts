import type { Span } from '../../text/span.ts';
import type { Entry, TemplateFileProblem, YamlItem, YamlValue } from '../template-file.ts';
import { readBrokenValue, startsLikeJinja, UNQUOTED_JINJA } from './broken-value.ts';
import { constructScalar, type ScalarType } from './construct-scalar.ts';
import { MappingFlattener } from './flatten.ts';
import type { MappingNode, NodePair, NodeUse, ScalarNode, SequenceNode, YamlNode } from './node.ts';
import { type NodeType, typeOfNode } from './node-type.ts';

export interface Construction {
  readonly value: YamlValue;
  readonly problems: readonly TemplateFileProblem[];
}

/** Makes of a node graph what PyYAML's `FullLoader` makes of it, with PromptSource's two tags. */
export function constructValue(text: string, root: NodeUse): Construction {
  const builder = new Constructor(text);
  const value = builder.construct(root);
  return { value, problems: builder.problems };
}

/** More values than this come of aliases to aliases only, which no editor could show. */
const MOST_VALUES = 1_000_000;

class Constructor {
  readonly problems: TemplateFileProblem[] = [];
  readonly #text: string;
  readonly #values = new Map<YamlNode, YamlValue>();
  /** How many values a node holds, each alias counted in full. */
  readonly #sizes = new Map<YamlNode, number>();
  readonly #flattener = new MappingFlattener((message, span) => this.#refuse(message, span));

  constructor(text: string) {
    this.#text = text;
  }

  construct(use: NodeUse): YamlValue {
    const known = this.#values.get(use.node);
    if (known !== undefined) return known;
    this.#values.set(use.node, RECURSIVE);
    const value = this.#constructNode(use);
    this.#values.set(use.node, value);
    return value;
  }

  #constructNode(use: NodeUse): YamlValue {
    const { node } = use;
    const type = typeOfNode(node);
    if (type === 'unknown') this.#reportTag(use);
    if (type === 'merge' || type === 'value') this.#refuseIndicator(use, type);
    if (node.kind === 'scalar') return this.#constructScalar(use, node, type);
    const size = this.#measure(node);
    if (size > MOST_VALUES) {
      this.#refuse(
        `Aliases blow this up to more than ${MOST_VALUES} values. Write less of it.`,
        use.span,
      );
      return RECURSIVE;
    }
    return node.kind === 'sequence'
      ? this.#constructSequence(use, node, type)
      : this.#constructMapping(use, node, type);
  }

  #constructScalar(use: NodeUse, node: ScalarNode, type: NodeType): YamlValue {
    const { text } = node.source;
    if (isScalarType(type)) {
      const value = constructScalar(type, text);
      if (value.type !== 'refused') return value;
      this.#refuse(value.message, use.span);
    } else if (type !== 'unknown' && type !== 'merge' && type !== 'value') {
      this.#refuseKind(use, type);
    }
    return { type: 'str', text };
  }

  #constructSequence(use: NodeUse, node: SequenceNode, type: NodeType): YamlValue {
    const items = node.items.map((item) => this.#toItem(item));
    if (type === 'seq' || type === 'unknown') return { type: 'list', items };
    if (type === 'tuple') return { type: 'other', pythonType: 'tuple' };
    if (type === 'omap' || type === 'pairs') {
      for (const item of node.items) this.#checkSinglePair(item);
      return { type: 'other', pythonType: 'list' };
    }
    this.#refuseKind(use, type);
    return { type: 'list', items };
  }

  #constructMapping(use: NodeUse, node: MappingNode, type: NodeType): YamlValue {
    const scalar = isScalarType(type) ? findValueScalar(node) : undefined;
    if (scalar !== undefined) return this.#constructScalar(use, scalar, type);
    const entries = this.#flattener.flatten(node).map((pair) => this.#toEntry(pair));
    if (type === 'set') return { type: 'other', pythonType: 'set' };
    if (type !== 'map' && type !== 'object' && type !== 'unknown') this.#refuseKind(use, type);
    return {
      type: 'mapping',
      tag: type === 'map' ? null : node.tag,
      ...(node.tagSpan && { tagSpan: node.tagSpan }),
      entries,
    };
  }

  #toItem(item: NodeUse): YamlItem {
    const use = this.#readJinja(item);
    return { span: use.span, value: this.construct(use), ...scalarOf(use.node) };
  }

  #toEntry({ key, value: written }: NodePair): Entry {
    const keyValue = this.#constructKey(key);
    const value = this.#readJinja(written);
    const entryValue = this.construct(value);
    return {
      key: keyValue.type === 'str' ? keyValue.text : this.#writtenKey(key),
      keySpan: key.span,
      ...(keyValue.type === 'str' ? {} : { keyValue }),
      value: entryValue,
      valueSpan: value.span,
      ...scalarOf(value.node),
    };
  }

  /** A mapping with a mapping as its key, which PyYAML always refuses, is Jinja without quotes. */
  #readJinja(use: NodeUse): NodeUse {
    if (use.node.kind !== 'mapping' || !startsLikeJinja(this.#text, use.span.start)) return use;
    this.#refuse(UNQUOTED_JINJA, use.span);
    return readBrokenValue(this.#text, use.span, 0);
  }

  #constructKey(key: NodeUse): YamlValue {
    // PyYAML turns a `=` that is a key back into text.
    if (key.node.kind === 'scalar' && typeOfNode(key.node) === 'value') {
      return { type: 'str', text: key.node.source.text };
    }
    const value = this.construct(key);
    if (isUnhashable(value)) this.#refuseKey(key);
    return value;
  }

  #writtenKey(key: NodeUse): string {
    return this.#text.slice(key.span.start, key.span.end);
  }

  #checkSinglePair(item: NodeUse): void {
    if (item.node.kind === 'mapping' && item.node.pairs.length === 1) return;
    this.#refuse(
      'Expected a mapping with a single key, as `!!omap` and `!!pairs` hold.',
      item.span,
    );
  }

  #measure(node: SequenceNode | MappingNode): number {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    this.#sizes.set(node, 1);
    const children = node.kind === 'sequence' ? node.items : node.pairs.map((pair) => pair.value);
    let size = 1;
    for (const { node: child } of children) {
      size += child.kind === 'scalar' ? 1 : this.#measure(child);
    }
    this.#sizes.set(node, size);
    return size;
  }

  #reportTag({ node, span }: NodeUse): void {
    const tagSpan = node.tagSpan ?? span;
    this.problems.push({
      code: 'unknown-tag',
      message: `PromptSource does not know the tag \`${this.#text.slice(tagSpan.start, tagSpan.end)}\`. Expected \`!Template\` before a template or \`!TemplateMetadata\` before its metadata; correct the tag, or put text that starts with \`!\` in quotes.`,
      span: tagSpan,
    });
  }

  #refuseIndicator(use: NodeUse, type: 'merge' | 'value'): void {
    const written = type === 'merge' ? '<<' : '=';
    this.#refuse(`PyYAML cannot load an unquoted \`${written}\` here. Put it in quotes.`, use.span);
  }

  #refuseKind({ node, span }: NodeUse, type: NodeType): void {
    this.#refuse(
      `Expected ${expectedOf(type)} after the tag, but found ${FOUND[node.kind]}. Correct the value, or remove the tag.`,
      node.tagSpan ?? span,
    );
  }

  #refuseKey(key: NodeUse): void {
    this.#refuse(
      'A key cannot be a list or a mapping. Write text as the key; put it in quotes if it holds brackets.',
      key.span,
    );
  }

  #refuse(message: string, span: Span): void {
    this.problems.push({ code: 'yaml-syntax', message, span });
  }
}

/** Stands for a value inside itself. */
const RECURSIVE: YamlValue = { type: 'other', pythonType: 'object' };

const SCALAR_TYPES: ReadonlySet<NodeType> = new Set<ScalarType>([
  'binary',
  'bool',
  'complex',
  'float',
  'int',
  'null',
  'str',
  'timestamp',
]);

function isScalarType(type: NodeType): type is ScalarType {
  return SCALAR_TYPES.has(type);
}

function scalarOf(node: YamlNode): Pick<Entry, 'scalar'> {
  return node.kind === 'scalar' ? { scalar: node.source } : {};
}

/** The scalar that stands for a whole mapping: the value of its key `=`. */
function findValueScalar(mapping: MappingNode): ScalarNode | undefined {
  const seen = new Set<YamlNode>();
  let node: YamlNode = mapping;
  while (node.kind === 'mapping' && !seen.has(node)) {
    seen.add(node);
    const pair: NodePair | undefined = node.pairs.find(
      ({ key }) => typeOfNode(key.node) === 'value',
    );
    if (pair === undefined) return undefined;
    node = pair.value.node;
  }
  return node.kind === 'scalar' ? node : undefined;
}

function isUnhashable(value: YamlValue): boolean {
  if (value.type === 'mapping') return value.tag === null;
  if (value.type === 'other') return value.pythonType === 'list' || value.pythonType === 'set';
  return value.type === 'list';
}

const FOUND: Readonly<Record<YamlNode['kind'], string>> = {
  scalar: 'a single value',
  sequence: 'a list',
  mapping: 'a mapping',
};

function expectedOf(type: NodeType): string {
  if (isScalarType(type)) return 'a single value';
  return type === 'map' || type === 'object' || type === 'set' ? 'a mapping' : 'a list';
}
