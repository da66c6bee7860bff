import type { Span } from '../../text/span.ts';
import type { NodeProblem } from '../pyyaml/node.ts';
import { formatTimestamp } from '../pyyaml/timestamp.ts';
import type { Entry, MappingValue, YamlItem, YamlValue } from '../template-file.ts';
import type { DumpMapping, DumpNode, DumpPair, DumpScalar } from './dump-node.ts';
import { formatFloat } from './format-float.ts';
import { keyIdentity, sortPairs } from './sort-pairs.ts';

export interface Representation {
  readonly root: DumpNode;
  /** What would be lost, in file order; when there are any, the root is not to be written. */
  readonly problems: readonly NodeProblem[];
}

/** Makes of a value what PyYAML's `Representer` makes of it; `span` is where the value is written. */
export function representValue(value: YamlValue, span: Span): Representation {
  const representer = new Representer();
  const root = representer.represent({ value, span });
  return { root, problems: representer.problems };
}

class Representer {
  readonly problems: NodeProblem[] = [];
  /** Values that Python compares by identity, so that an alias stays an alias. */
  readonly #nodes = new Map<YamlValue, DumpNode>();

  represent({ value, span, scalar }: YamlItem): DumpNode {
    switch (value.type) {
      case 'list':
        return this.#once(value, () => ({
          kind: 'sequence',
          items: value.items.map((item) => this.represent(item)),
        }));
      case 'mapping':
        return this.#once(value, () => this.#representMapping(value, span));
      case 'other': {
        const date = value.pythonType.startsWith('datetime.') && scalar?.text;
        return this.#once(value, () =>
          date ? timestamp(date) : this.#refuse(`A value of type \`${value.pythonType}\``, span),
        );
      }
      default:
        return representScalar(value);
    }
  }

  #once(value: YamlValue, represent: () => DumpNode): DumpNode {
    const known = this.#nodes.get(value);
    if (known !== undefined) return known;
    const node = represent();
    this.#nodes.set(value, node);
    return node;
  }

  #representMapping({ tag, entries }: MappingValue, span: Span): DumpMapping {
    const pairs = new Map<string, DumpPair & { readonly entry: Entry }>();
    for (const entry of entries) {
      const key = this.#representKey(entry);
      const item = { value: entry.value, span: entry.valueSpan };
      const value = this.represent({ ...item, ...(entry.scalar && { scalar: entry.scalar }) });
      const identity = keyIdentity(key);
      const before = pairs.get(identity);
      if (before !== undefined && isWithin(before.entry.keySpan, span)) {
        this.problems.push({
          message: `The key \`${entry.key}\` stands twice in this mapping, and PyYAML keeps the last one only. Remove one of the two.`,
          span: before.entry.keySpan,
        });
      }
      pairs.set(identity, { key: before?.key ?? key, value, entry });
    }
    return { kind: 'mapping', tag, pairs: sortPairs([...pairs.values()]) };
  }

  #representKey({ key, keyValue, keySpan }: Entry): DumpScalar {
    if (keyValue === undefined) return { kind: 'scalar', type: 'str', text: key };
    switch (keyValue.type) {
      case 'list':
      case 'mapping':
      case 'other':
        return this.#refuse(`The key \`${key}\``, keySpan);
      default:
        return representScalar(keyValue);
    }
  }

  #refuse(what: string, span: Span): DumpScalar {
    const message = `${what} is none that a template file has, and cannot be formatted. Put it in quotes to make it text.`;
    this.problems.push({ message, span });
    return { kind: 'scalar', type: 'null', text: 'null' };
  }
}

type ScalarValue = Exclude<YamlValue, { readonly type: 'list' | 'mapping' | 'other' }>;

function representScalar(value: ScalarValue): DumpScalar {
  switch (value.type) {
    case 'str':
      return { kind: 'scalar', type: 'str', text: value.text };
    case 'none':
      return { kind: 'scalar', type: 'null', text: 'null' };
    case 'float':
      return { kind: 'scalar', type: 'float', text: formatFloat(value.value) };
    case 'bool':
    case 'int':
      return { kind: 'scalar', type: value.type, text: String(value.value) };
  }
}

function timestamp(text: string): DumpScalar {
  return { kind: 'scalar', type: 'timestamp', text: formatTimestamp(text) };
}

/** An entry that `<<` merges is written elsewhere, and still is there when another one takes its place. */
function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
