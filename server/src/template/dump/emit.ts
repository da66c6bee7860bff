import type { DumpMapping, DumpNode, DumpSequence } from './dump-node.ts';
import { EmitterStream } from './emitter-stream.ts';
import { isSimpleKey } from './scalar-style.ts';
import { writeScalar } from './write-scalar.ts';

/** The text that PyYAML's `Serializer` and `Emitter` write for a graph whose root is a list or a mapping. */
export function emit(root: DumpNode): string {
  const emitter = new Emitter(nameShared(root));
  emitter.writeNode(root, 'root');
  return `${emitter.text}\n`;
}

type Place = 'root' | 'item' | 'key' | 'value';

class Emitter {
  readonly #stream = new EmitterStream();
  readonly #anchors: ReadonlyMap<DumpNode, string>;
  readonly #written = new Set<DumpNode>();

  constructor(anchors: ReadonlyMap<DumpNode, string>) {
    this.#anchors = anchors;
  }

  get text(): string {
    return this.#stream.text;
  }

  writeNode(node: DumpNode, place: Place): void {
    const stream = this.#stream;
    const anchor = this.#anchors.get(node);
    if (this.#written.has(node)) {
      stream.writeIndicator(`*${anchor}`, { needsWhitespace: true });
      return;
    }
    this.#written.add(node);
    if (anchor !== undefined) stream.writeIndicator(`&${anchor}`, { needsWhitespace: true });
    if (node.kind === 'scalar') {
      stream.indented('scalar', () => writeScalar(stream, node, place === 'key'));
    } else if (node.kind === 'sequence') {
      this.#writeSequence(node, place);
    } else {
      this.#writeMapping(node);
    }
  }

  #writeSequence({ items }: DumpSequence, place: Place): void {
    const stream = this.#stream;
    if (items.length === 0) {
      this.#writeEmpty('[', ']');
      return;
    }
    const isIndentless = place === 'value' && !stream.isAtIndention;
    stream.indented(isIndentless ? 'indentless' : 'block', () => {
      for (const item of items) {
        stream.writeIndent();
        stream.writeIndicator('-', { needsWhitespace: true, isIndention: true });
        this.writeNode(item, 'item');
      }
    });
  }

  #writeMapping({ tag, pairs }: DumpMapping): void {
    const stream = this.#stream;
    if (tag !== null) stream.writeIndicator(tag, { needsWhitespace: true });
    if (pairs.length === 0) {
      this.#writeEmpty('{', '}');
      return;
    }
    stream.indented('block', () => {
      for (const { key, value } of pairs) {
        stream.writeIndent();
        if (isSimpleKey(key)) {
          this.writeNode(key, 'key');
          stream.writeIndicator(':');
        } else {
          stream.writeIndicator('?', { needsWhitespace: true, isIndention: true });
          this.writeNode(key, 'value');
          stream.writeIndent();
          stream.writeIndicator(':', { needsWhitespace: true, isIndention: true });
        }
        this.writeNode(value, 'value');
      }
    });
  }

  #writeEmpty(open: string, close: string): void {
    this.#stream.writeIndicator(open, { needsWhitespace: true, isWhitespace: true });
    this.#stream.writeIndicator(close);
  }
}

/** Anchors for the nodes that stand at several places, numbered as they are met the second time. */
function nameShared(root: DumpNode): ReadonlyMap<DumpNode, string> {
  const seen = new Set<DumpNode>();
  const anchors = new Map<DumpNode, string>();
  const visit = (node: DumpNode): void => {
    if (seen.has(node)) {
      const number = String(anchors.size + 1).padStart(3, '0');
      if (!anchors.has(node)) anchors.set(node, `id${number}`);
      return;
    }
    seen.add(node);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping') for (const { value } of node.pairs) visit(value);
  };
  visit(root);
  return anchors;
}
