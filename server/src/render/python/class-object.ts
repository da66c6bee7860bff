import { PyError } from './errors.ts';
import { type KeywordArguments, PyCallable, type Value } from './value.ts';

/** What a class can do as a value. */
export interface ClassDescription {
  /** With its module, unless that is `builtins`. */
  readonly qualifiedName: string;
  readonly make: (positional: readonly Value[], keywords: KeywordArguments) => Value;
  /** Methods that are looked up on the class itself. */
  readonly members?: ReadonlyMap<string, Value>;
  /** `X[key]` of a generic class. */
  readonly subscript?: (origin: PyClass, key: Value) => Value;
}

/** A class as a value, such as the global `range`: calling it makes an instance. */
export class PyClass extends PyCallable {
  readonly typeName = 'type';
  readonly qualifiedName: string;
  readonly #description: ClassDescription;

  constructor(description: ClassDescription) {
    super();
    this.qualifiedName = description.qualifiedName;
    this.#description = description;
  }

  repr(): string {
    return `<class '${this.qualifiedName}'>`;
  }

  call(positional: readonly Value[], keywords: KeywordArguments): Value {
    return this.#description.make(positional, keywords);
  }

  override getAttribute(name: string): Value | undefined {
    return this.#description.members?.get(name);
  }

  override missingAttribute(name: string): PyError {
    const message = `type object '${this.#name}' has no attribute '${name}'`;
    return new PyError('AttributeError', message);
  }

  override getItem(key: Value): Value {
    const item = this.#description.subscript?.(this, key);
    if (item !== undefined) return item;
    throw new PyError('TypeError', `type '${this.#name}' is not subscriptable`);
  }

  override getSlice(): Value {
    throw new PyError('TypeError', `type '${this.#name}' is not subscriptable`);
  }

  get #name(): string {
    return this.qualifiedName.slice(this.qualifiedName.lastIndexOf('.') + 1);
  }
}
