import type { Span } from '../../text/span.ts';
import { readBrokenValue, startsLikeJinja, UNQUOTED_JINJA } from './broken-value.ts';
import { type Anchors, composeYaml } from './compose.ts';
import { emptyUse, type NodePair, type NodeProblem, type NodeTree, type NodeUse } from './node.ts';
import { findOutlineEntries, type OutlineEntry } from './outline-lines.ts';

/**
 * Reads a text that PyYAML refuses, by its indentation: lines that look like a key divide it into entries,
 * each of which is read alone, so that a broken one (an open quote, say) leaves the others whole. The
 * problems tell of the broken ones. Adds to `anchors`.
 */
export function outlineYaml(text: string, anchors: Anchors = new Map()): NodeTree {
  const problems: NodeProblem[] = [];
  const outliner = new Outliner(text, problems, anchors);
  const root = outliner.readMapping({ start: 0, end: text.length }, 0, 0);
  return { ...(root && { root }), problems };
}

/** Templates, fields and metadata make four levels; what is deeper is read as one value. */
const DEEPEST_OUTLINE = 4;

class Outliner {
  readonly #text: string;
  readonly #problems: NodeProblem[];
  readonly #anchors: Anchors;

  constructor(text: string, problems: NodeProblem[], anchors: Anchors) {
    this.#text = text;
    this.#problems = problems;
    this.#anchors = anchors;
  }

  /** The mapping whose keys stand at column `minimum` or more; `undefined` where no line looks like a key. */
  readMapping(range: Span, minimum: number, depth: number): NodeUse | undefined {
    const entries = findOutlineEntries(this.#text, range, minimum);
    const first = entries[0];
    if (first === undefined) return undefined;
    const pairs = entries.flatMap((entry) => this.#readEntry(entry, depth));
    const span = { start: first.span.start, end: range.end };
    return { node: { kind: 'mapping', tag: null, pairs }, span };
  }

  #readEntry(entry: OutlineEntry, depth: number): readonly NodePair[] {
    const composition = composeYaml(this.#text, { range: entry.span, anchors: this.#anchors });
    const node = composition.root?.node;
    if (composition.failure === undefined && node?.kind === 'mapping') return node.pairs;
    const key = this.#readKey(entry);
    if (entry.valueStart === undefined) {
      this.#problems.push({
        message:
          'Expected `:` and a value after this key. Add them, or indent the line if it continues the value above.',
        span: entry.keySpan,
      });
      return [{ key, value: emptyUse(entry.keySpan.end) }];
    }
    const rest = { start: entry.valueStart, end: entry.span.end };
    return [{ key, value: this.#readValue(rest, entry.column, composition.failure, depth) }];
  }

  #readKey({ keySpan }: OutlineEntry): NodeUse {
    const { root } = composeYaml(this.#text, { range: keySpan });
    return root ?? readBrokenValue(this.#text, keySpan, -1);
  }

  #readValue(rest: Span, column: number, failure: NodeProblem | undefined, depth: number): NodeUse {
    const head = PROPERTIES.exec(this.#text.slice(rest.start, rest.end));
    if (head !== null && depth < DEEPEST_OUTLINE) {
      const known = this.#problems.length;
      const start = rest.start + head[0].length;
      const mapping = this.readMapping({ start, end: rest.end }, column + 1, depth + 1);
      if (mapping !== undefined) {
        if (this.#problems.length === known && failure !== undefined) this.#problems.push(failure);
        return this.#addProperties(mapping, rest, head.groups ?? {});
      }
    }
    const value = readBrokenValue(this.#text, rest, column);
    const isJinja = startsLikeJinja(this.#text, value.span.start);
    if (isJinja) this.#problems.push({ message: UNQUOTED_JINJA, span: value.span });
    else if (failure !== undefined) this.#problems.push(failure);
    return value;
  }

  /** Puts the tag and the anchor before a mapping on it. */
  #addProperties(
    mapping: NodeUse,
    rest: Span,
    head: { readonly [group: string]: string | undefined },
  ): NodeUse {
    const { tag, anchor, blanks } = head;
    const start = rest.start + (blanks ?? '').length;
    if (mapping.node.kind !== 'mapping' || (tag === undefined && anchor === undefined))
      return mapping;
    const tagStart = tag === undefined ? start : this.#text.indexOf(tag, start);
    const tagSpan = { start: tagStart, end: tagStart + (tag ?? '').length };
    const node = { ...mapping.node, ...(tag !== undefined && { tag, tagSpan }) };
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return { node, span: { start, end: mapping.span.end } };
  }
}

/** What may stand between a key and the mapping on the lines below it. */
const PROPERTIES =
  /^(?<blanks> *)(?:&(?<anchor>[\w-]+) +)?(?<tag>![A-Za-z]*)?(?: +&[\w-]+)? *(?:#.*)?(?=[\r\n])/;
