import { contains } from './contains.ts';
import type { PyDict } from './dict.ts';
import { equals } from './equality.ts';
import { PyError } from './errors.ts';
import { toArray } from './iterate.ts';
import { PyMappingProxy } from './mapping-proxy.ts';
import { orderSets, PySet } from './set.ts';
import { reprContainer } from './text.ts';
import { PyTuple } from './tuple.ts';
import {
  type BinaryOperator,
  type Enclosing,
  type HashKey,
  type OrderOperator,
  PyObject,
  type Value,
} from './value.ts';

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
    if (!this.isSetLike || !isSetLike(other)) return undefined;
    return this.length() === other.length() && toArray(this).every((item) => contains(other, item));
  }

  override order(operator: OrderOperator, other: Value): boolean | undefined {
    if (!this.isSetLike || !isSetLike(other)) return undefined;
    return orderSets(operator, this, other);
  }

  /** `-` takes any iterable on the other side and gives a set. */
  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (operator !== '-' || !this.isSetLike) return undefined;
    return isReflected ? PySet.of(other).without(this) : PySet.of(this).without(other);
  }

  override getAttribute(name: string): Value | undefined {
    return name === 'mapping' ? new PyMappingProxy(this.dict) : undefined;
  }

  override hashKey(): HashKey {
    if (!this.isSetLike) return this;
    throw new PyError('TypeError', `unhashable type: '${this.typeName}'`);
  }
}

function isSetLike(value: Value): value is PyDictView | PySet {
  return value instanceof PySet || (value instanceof PyDictView && value.isSetLike);
}
