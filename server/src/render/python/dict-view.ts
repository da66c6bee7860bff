import { contains } from './contains.ts';
import type { PyDict } from './dict.ts';
import { equals } from './equality.ts';
import { PyError } from './errors.ts';
import { toArray } from './iterate.ts';
import { reprContainer } from './text.ts';
import { PyTuple } from './tuple.ts';
import { type Enclosing, type HashKey, PyObject, type Value } from './value.ts';

type Kind = 'keys' | 'values' | 'items';

/** `dict.keys()`, `dict.values()` or `dict.items()`: it follows the dict. */
export class PyDictView extends PyObject {
  readonly typeName: string;
  /** Keys and items behave as sets. */
  readonly isSetLike: boolean;
  private readonly dict: PyDict;
  private readonly kind: Kind;

  constructor(dict: PyDict, kind: Kind) {
    super();
    this.dict = dict;
    this.kind = kind;
    this.typeName = `dict_${kind}`;
    this.isSetLike = kind !== 'values';
  }

  repr(enclosing?: Enclosing): string {
    return reprContainer(this, `${this.typeName}([`, '])', toArray(this), enclosing);
  }

  override truth(): boolean {
    return this.dict.size > 0;
  }

  override length(): number {
    return this.dict.size;
  }

  override iterate(): Iterator<Value> {
    if (this.kind === 'keys') return this.dict.iterate();
    if (this.kind === 'values') return this.dict.iterateEntries((_, value) => value);
    return this.dict.iterateEntries((key, value) => new PyTuple([key, value]));
  }

  override contains(item: Value): boolean {
    if (this.kind === 'keys') return this.dict.has(item);
    if (this.kind === 'values')
      return this.dict.values().some((value) => value === item || equals(value, item));
    if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
    const [key = null, value = null] = item.items;
    const found = this.dict.get(key);
    return found !== undefined && (found === value || equals(found, value));
  }

  /** Keys and items compare as sets, values by identity. */
  override equals(other: Value): boolean | undefined {
    if (!this.isSetLike || !(other instanceof PyDictView) || !other.isSetLike) return undefined;
    return this.length() === other.length() && toArray(this).every((item) => contains(other, item));
  }

  override hashKey(): HashKey {
    if (!this.isSetLike) return this;
    throw new PyError('TypeError', `unhashable type: '${this.typeName}'`);
  }
}
