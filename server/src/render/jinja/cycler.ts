import { address } from '../python/address.ts';
import { PyError } from '../python/errors.ts';
import { PyTuple } from '../python/tuple.ts';
import { PyObject, type Value } from '../python/value.ts';
import { NativeFunction } from './native-function.ts';

/** What `cycler(…)` makes; Jinja2 3.1.6 utils.Cycler. */
export class Cycler extends PyObject {
  readonly typeName = 'Cycler';
  readonly #items: readonly Value[];
  #position = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) {
      throw new PyError('RuntimeError', 'at least one item has to be provided');
    }
    this.#items = items;
  }

  override repr(): string {
    return `<jinja2.utils.Cycler object at ${address}>`;
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'current':
        return this.#current();
      case 'next':
        return this.#method('next', () => this.#next());
      case 'reset':
        return this.#method('reset', () => this.#reset());
      case 'items':
        return new PyTuple(this.#items);
      case 'pos':
        return this.#position;
      default:
        return undefined;
    }
  }

  #method(name: string, run: () => Value): NativeFunction {
    return new NativeFunction(
      { name: `Cycler.${name}`, implicit: ['self'], required: [] },
      run,
      this,
    );
  }

  #current(): Value {
    return this.#items[this.#position] ?? null;
  }

  #next(): Value {
    const current = this.#current();
    this.#position = (this.#position + 1) % this.#items.length;
    return current;
  }

  #reset(): null {
    this.#position = 0;
    return null;
  }
}
