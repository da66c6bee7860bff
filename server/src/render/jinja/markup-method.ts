import { toArray } from '../python/iterate.ts';
import { PyTuple } from '../python/tuple.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';

/** A method of str on markup: what it inserts is escaped, and the texts that it returns are markup. */
export class MarkupMethod extends PyCallable {
  readonly typeName = 'method';
  readonly #name: string;
  readonly #method: PyCallable;
  readonly #escapeItem: (value: Value) => string;
  readonly #wrap: (text: string) => Value;

  constructor(
    name: string,
    method: PyCallable,
    escapeItem: (value: Value) => string,
    wrap: (text: string) => Value,
  ) {
    super();
    this.#name = name;
    this.#method = method;
    this.#escapeItem = escapeItem;
    this.#wrap = wrap;
  }

  override repr(): string {
    return `<bound method Markup.${this.#name}>`;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    const result = this.#method.call(this.#escaped(positional), keywords);
    return plainResults.has(this.#name) ? result : this.#wrapped(result);
  }

  #escaped(positional: readonly Value[]): readonly Value[] {
    const [first = null, second, ...rest] = positional;
    switch (this.#name) {
      case 'join':
        return positional.length === 0
          ? []
          : [toArray(first).map(this.#escapeItem), ...positional.slice(1)];
      case 'replace':
      case 'center':
      case 'ljust':
      case 'rjust':
        return second === undefined ? positional : [first, this.#escapeItem(second), ...rest];
      default:
        return positional;
    }
  }

  #wrapped(result: Value): Value {
    if (typeof result === 'string') return this.#wrap(result);
    if (Array.isArray(result)) return result.map((item) => this.#wrapped(item));
    if (result instanceof PyTuple)
      return new PyTuple(result.items.map((item) => this.#wrapped(item)));
    return result;
  }
}

/** The methods that markupsafe leaves to str. */
const plainResults: ReadonlySet<string> = new Set(['encode']);
