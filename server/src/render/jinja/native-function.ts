import { address } from '../python/address.ts';
import { repr } from '../python/text.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';
import { bindArguments, type Signature } from './signature.ts';

/** Arguments as `bindArguments` gives them: `undefined` lets a default parameter apply. */
type Body = (...values: Value[]) => Value;

/** A function that Jinja2 writes in Python, or a method of one of its objects. */
export class NativeFunction extends PyCallable {
  readonly typeName: string;
  readonly #signature: Signature;
  readonly #body: Body;
  readonly #owner: Value | undefined;

  /** With an owner it is a bound method. */
  constructor(signature: Signature, body: Body, owner?: Value) {
    super();
    this.typeName = owner === undefined ? 'function' : 'method';
    this.#signature = signature;
    this.#body = body;
    this.#owner = owner;
  }

  override repr(): string {
    return this.#owner === undefined
      ? `<function ${this.#signature.name} at ${address}>`
      : `<bound method ${this.#signature.name} of ${repr(this.#owner)}>`;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    return this.#body(...bindArguments(this.#signature, positional, keywords));
  }
}
