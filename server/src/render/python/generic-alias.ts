import { PyClass } from './class-object.ts';
import { equalItems } from './equality.ts';
import { PyError } from './errors.ts';
import { hashItems } from './hash.ts';
import { repr } from './text.ts';
import { PyTuple } from './tuple.ts';
import { type HashKey, type KeywordArguments, PyCallable, type Value } from './value.ts';

/** What `dict[key]` is, and so what Jinja2 makes of `dict.key`: Python's `types.GenericAlias`. */
export class PyGenericAlias extends PyCallable {
  readonly typeName = 'types.GenericAlias';
  readonly #origin: PyClass;
  readonly #parameters: readonly Value[];
  readonly #isStarred: boolean;

  constructor(origin: PyClass, key: Value, isStarred = false) {
    super();
    this.#origin = origin;
    this.#parameters = key instanceof PyTuple ? key.items : [key];
    this.#isStarred = isStarred;
  }

  repr(): string {
    const names = this.#parameters.map((each) => {
      return each instanceof PyClass ? each.qualifiedName : repr(each);
    });
    const shown = names.length === 0 ? '()' : names.join(', ');
    return `${this.#isStarred ? '*' : ''}${this.#origin.qualifiedName}[${shown}]`;
  }

  call(positional: readonly Value[], keywords: KeywordArguments): Value {
    return this.#origin.call(positional, keywords);
  }

  override getAttribute(name: string): Value | undefined {
    return this.#origin.getAttribute(name);
  }

  override missingAttribute(name: string): PyError {
    return this.#origin.missingAttribute(name);
  }

  override getItem(_key: Value): Value {
    throw new PyError('TypeError', `${this.repr()} is not a generic class`);
  }

  override getSlice(): Value {
    return this.getItem(null);
  }

  /** For `*dict[key]` in the annotation of a type. */
  override iterate(): Iterator<Value> {
    const starred = new PyGenericAlias(this.#origin, new PyTuple(this.#parameters), true);
    return [starred][Symbol.iterator]();
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof PyGenericAlias)) return undefined;
    if (this.#origin !== other.#origin || this.#isStarred !== other.#isStarred) return false;
    return equalItems(this.#parameters, other.#parameters, 1);
  }

  override hashKey(): HashKey {
    return hashItems([this.#origin, ...this.#parameters]);
  }
}
