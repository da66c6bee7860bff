import type { Span } from '../../text/span.ts';
import {
  type NodePosition,
  readBlockMapping,
  readBlockSequence,
  readFlowMapping,
  readFlowSequence,
  readIndentlessSequence,
  refuseToken,
} from './collections.ts';
import {
  emptyScalar,
  emptyUse,
  type NodePair,
  type NodeProblem,
  type NodeTree,
  type NodeUse,
  type YamlNode,
} from './node.ts';
import { scanYaml } from './scanner.ts';
import { YamlSyntaxError } from './syntax-error.ts';
import { resolveTag, type TagHandles, takeDirectives } from './tag-handles.ts';
import { TokenReader } from './token-reader.ts';
import type { NameToken, TagToken } from './tokens.ts';

/** A tree as PyYAML composes it; `failure` says where its grammar stops, and then there is no tree. */
export interface Composition extends NodeTree {
  readonly failure?: NodeProblem;
}

/** The nodes that aliases can refer to, by the names of their anchors. */
export type Anchors = Map<string, YamlNode>;

export interface ComposeOptions {
  /** What of the text is read; all of it where nothing is said. */
  readonly range?: Span;
  /** Those that are known already; new ones are added. */
  readonly anchors?: Anchors;
  /** In how many lists and mappings the range lies. */
  readonly depth?: number;
}

/** Reads a text, or a range of it, as PyYAML's scanner, parser and composer do. */
export function composeYaml(text: string, options: ComposeOptions = {}): Composition {
  const { range = { start: 0, end: text.length }, anchors = new Map(), depth = 0 } = options;
  const composer = new Composer(new TokenReader(scanYaml(text, range)), anchors, depth);
  try {
    return composer.compose();
  } catch (error) {
    if (!(error instanceof YamlSyntaxError)) throw error;
    return { problems: [], failure: { message: error.message, span: error.span } };
  }
}

/** Where PyYAML meets Python's default recursion limit. */
const DEEPEST_NESTING = 492;

interface Properties {
  readonly start: number;
  readonly anchor?: NameToken;
  readonly tag?: TagToken;
}

class Composer {
  readonly #tokens: TokenReader;
  readonly #anchors: Anchors;
  readonly #problems: NodeProblem[] = [];
  #tagHandles: TagHandles = new Map();
  #depth: number;

  constructor(tokens: TokenReader, anchors: Anchors, depth: number) {
    this.#tokens = tokens;
    this.#anchors = anchors;
    this.#depth = depth;
  }

  compose(): Composition {
    const root = this.#readDocument();
    if (root === undefined) return { problems: [] };
    this.#refuseSecondDocument();
    return { root, problems: this.#problems };
  }

  #readDocument(): NodeUse | undefined {
    const tokens = this.#tokens;
    if (tokens.isAt('stream-end')) return undefined;
    const isExplicit = tokens.isAtOneOf(['directive', 'document-start']);
    this.#tagHandles = takeDirectives(tokens);
    if (isExplicit && !tokens.takeIf('document-start'))
      refuseToken(tokens, '`---` after the directives');
    const isEmpty =
      isExplicit && tokens.isAtOneOf(['directive', 'document-start', 'document-end', 'stream-end']);
    return isEmpty ? emptyUse(tokens.lastEnd) : this.#readNode('block');
  }

  #refuseSecondDocument(): void {
    const tokens = this.#tokens;
    while (tokens.isAt('document-end')) tokens.take();
    if (tokens.isAt('stream-end')) return;
    if (!tokens.isAtOneOf(['directive', 'document-start'])) {
      refuseToken(tokens, 'the end of the file');
    }
    this.#report(
      'Expected one YAML document, but another one starts here. Remove the `---` line, or move what follows into a file of its own.',
      tokens.peek().span,
    );
  }

  readonly #readNode = (position: NodePosition): NodeUse => {
    const alias = this.#tokens.takeIf('alias');
    if (alias !== undefined) return { node: this.#resolveAlias(alias), span: alias.span };
    this.#depth += 1;
    const properties = this.#readProperties();
    const node = this.#readContent(position, properties);
    this.#depth -= 1;
    const end = Math.max(this.#tokens.lastEnd, properties.start);
    return { node, span: { start: properties.start, end } };
  };

  #resolveAlias(alias: NameToken): YamlNode {
    const node = this.#anchors.get(alias.name);
    if (node !== undefined) return node;
    this.#report(
      `Nothing before this place has the anchor \`&${alias.name}\`. Add it to the value that is meant, or put the text in quotes.`,
      alias.span,
    );
    return emptyScalar(alias.span.end, { tag: null, isImplicit: true });
  }

  #readProperties(): Properties {
    const tokens = this.#tokens;
    const { start } = tokens.peek().span;
    const first = tokens.takeIf('anchor');
    const tag = tokens.takeIf('tag');
    const anchor = first ?? (tag && tokens.takeIf('anchor'));
    return { start, ...(anchor && { anchor }), ...(tag && { tag }) };
  }

  #readContent(position: NodePosition, { anchor, tag }: Properties): YamlNode {
    const tokens = this.#tokens;
    const fullTag = tag === undefined ? null : resolveTag(tag, this.#tagHandles);
    const isLoneMark = fullTag === '!';
    const written = {
      tag: isLoneMark ? null : fullTag,
      ...(tag && { tagSpan: tag.span }),
    };
    const token = tokens.peek();
    if (token.kind === 'scalar') {
      tokens.take();
      const isPlain = token.source.style === 'plain' && fullTag === null;
      const isImplicit = isPlain || isLoneMark;
      return this.#name(anchor, { kind: 'scalar', source: token.source, isImplicit, ...written });
    }
    const collection = this.#readCollection(position, anchor, written);
    if (collection !== undefined) return collection;
    if (anchor === undefined && tag === undefined) {
      return refuseToken(tokens, position === 'flow' ? 'a value or a closing bracket' : 'a value');
    }
    const isImplicit = fullTag === null || isLoneMark;
    return this.#name(anchor, emptyScalar(tokens.lastEnd, { ...written, isImplicit }));
  }

  #readCollection(
    position: NodePosition,
    anchor: NameToken | undefined,
    written: { readonly tag: string | null; readonly tagSpan?: Span },
  ): YamlNode | undefined {
    const tokens = this.#tokens;
    const { kind, span } = tokens.peek();
    const reader = COLLECTION_READERS.get(kind);
    const isHere =
      reader !== undefined &&
      (kind === 'block-entry' ? position === 'block-value' : isAllowed(kind, position));
    if (!isHere) return undefined;
    if (this.#depth > DEEPEST_NESTING && kind !== 'block-entry') {
      this.#report(
        `Lists and mappings are nested here more than ${DEEPEST_NESTING} deep, which PyYAML cannot load. Nest them less.`,
        { start: span.start, end: span.start + 1 },
      );
      tokens.skipCollection();
      return this.#name(anchor, { kind: 'sequence', items: [], ...written });
    }
    return reader.kind === 'sequence'
      ? this.#readSequence(reader.read, anchor, written)
      : this.#readMapping(reader.read, anchor, written);
  }

  #readSequence(
    read: SequenceReader,
    anchor: NameToken | undefined,
    written: { readonly tag: string | null; readonly tagSpan?: Span },
  ): YamlNode {
    const items: NodeUse[] = [];
    const node = this.#name(anchor, { kind: 'sequence', items, ...written });
    read(this.#tokens, this.#readNode, items);
    return node;
  }

  #readMapping(
    read: MappingReader,
    anchor: NameToken | undefined,
    written: { readonly tag: string | null; readonly tagSpan?: Span },
  ): YamlNode {
    const pairs: NodePair[] = [];
    const node = this.#name(anchor, { kind: 'mapping', pairs, ...written });
    read(this.#tokens, this.#readNode, pairs);
    return node;
  }

  /** Registers a node under its anchor before its children are read, which may refer to it. */
  #name(anchor: NameToken | undefined, node: YamlNode): YamlNode {
    if (anchor === undefined) return node;
    if (this.#anchors.has(anchor.name)) {
      this.#report(
        `The anchor \`&${anchor.name}\` is given twice, which PyYAML refuses. Give this one another name.`,
        anchor.span,
      );
    }
    this.#anchors.set(anchor.name, node);
    return node;
  }

  #report(message: string, span: Span): void {
    this.#problems.push({ message, span });
  }
}

type SequenceReader = typeof readBlockSequence;
type MappingReader = typeof readBlockMapping;

type CollectionReader =
  | { readonly kind: 'sequence'; readonly read: SequenceReader }
  | { readonly kind: 'mapping'; readonly read: MappingReader };

const COLLECTION_READERS: ReadonlyMap<string, CollectionReader> = new Map<string, CollectionReader>(
  [
    ['block-entry', { kind: 'sequence', read: readIndentlessSequence }],
    ['block-sequence-start', { kind: 'sequence', read: readBlockSequence }],
    ['block-mapping-start', { kind: 'mapping', read: readBlockMapping }],
    ['flow-sequence-start', { kind: 'sequence', read: readFlowSequence }],
    ['flow-mapping-start', { kind: 'mapping', read: readFlowMapping }],
  ],
);

function isAllowed(kind: string, position: NodePosition): boolean {
  return kind.startsWith('flow') || position !== 'flow';
}
