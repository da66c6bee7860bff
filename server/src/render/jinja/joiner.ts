import { address } from '../python/address.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';
import { bindArguments } from './signature.ts';

/** What `joiner(separator)` makes: empty at the first call, then the separator; Jinja2 3.1.6 utils.Joiner. */
export class Joiner extends PyCallable {
  readonly typeName = 'Joiner';
  readonly #separator: Value;
  #isUsed = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  override repr(): string {
    return `<jinja2.utils.Joiner object at ${address}>`;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    bindArguments(
      { name: 'Joiner.__call__', implicit: ['self'], required: [] },
      positional,
      keywords,
    );
    if (this.#isUsed) return this.#separator;
    this.#isUsed = true;
    return '';
  }

  override getAttribute(name: string): Value | undefined {
    if (name === 'sep') return this.#separator;
    return name === 'used' ? this.#isUsed : undefined;
  }
}
