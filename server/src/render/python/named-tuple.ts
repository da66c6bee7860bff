import { repr } from './text.ts';
import { PyTuple } from './tuple.ts';
import type { Enclosing, Value } from './value.ts';

/** A tuple whose items have names, such as `struct_time` and `DecimalTuple`. */
export class NamedTuple extends PyTuple {
  override readonly typeName: string;
  readonly #fields: readonly (readonly [name: string, value: Value])[];

  /** `typeName` is the class with its module, as its repr shows it. */
  constructor(typeName: string, fields: readonly (readonly [name: string, value: Value])[]) {
    super(fields.map(([, value]) => value));
    this.typeName = typeName;
    this.#fields = fields;
  }

  override repr(enclosing?: Enclosing): string {
    const fields = this.#fields.map(([name, value]) => `${name}=${repr(value, enclosing)}`);
    return `${this.typeName}(${fields.join(', ')})`;
  }

  override getAttribute(name: string): Value | undefined {
    return this.#fields.find(([field]) => field === name)?.[1];
  }
}
