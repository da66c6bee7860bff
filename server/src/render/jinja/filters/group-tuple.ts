import { PyTuple } from '../../python/tuple.ts';
import type { Value } from '../../python/value.ts';

/** What `groupby` gives for a group: a tuple with named items; Jinja2 3.1.6 filters._GroupTuple. */
export class GroupTuple extends PyTuple {
  override readonly typeName = '_GroupTuple';
  readonly #grouper: Value;
  readonly #list: Value[];

  constructor(grouper: Value, list: Value[]) {
    super([grouper, list]);
    this.#grouper = grouper;
    this.#list = list;
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'grouper':
        return this.#grouper;
      case 'list':
        return this.#list;
      default:
        return super.getAttribute(name);
    }
  }
}
