import { PyDict } from './dict.ts';
import { PyError } from './errors.ts';
import { toArray } from './iterate.ts';
import { reprContainer } from './text.ts';
import {
  type BinaryOperator,
  type Enclosing,
  type HashKey,
  type OrderOperator,
  PyObject,
  type Value,
} from './value.ts';

/**
 * A Python set, as operations on dict views give it. It keeps the order of insertion, where Python's depends on hashes
 * that differ from run to run.
 */
export class PySet extends PyObject {
  readonly typeName = 'set';
  private readonly filed = new PyDict();

  /** `set(items)`; raises TypeError for what cannot be iterated or hashed. */
  static of(items: Value): PySet {
    const set = new PySet();
    set.addAll(items);
    return set;
  }

  repr(enclosing?: Enclosing): string {
    const items = this.filed.keys();
    if (items.length === 0) return 'set()';
    const text = reprContainer(this, '{', '}', items, enclosing);
    return text === '{...}' ? 'set(...)' : text;
  }

  override truth(): boolean {
    return this.filed.size > 0;
  }

  override length(): number {
    return this.filed.size;
  }

  override iterate(): Iterator<Value> {
    return this.filed.keys()[Symbol.iterator]();
  }

  override contains(item: Value): boolean {
    return this.filed.has(item);
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof PySet)) return undefined;
    return this.length() === other.length() && isWithin(this, other);
  }

  override order(operator: OrderOperator, other: Value): boolean | undefined {
    return other instanceof PySet ? orderSets(operator, this, other) : undefined;
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (operator !== '-' || isReflected || !(other instanceof PySet)) return undefined;
    return this.without(other);
  }

  override hashKey(): HashKey {
    throw new PyError('TypeError', "unhashable type: 'set'");
  }

  add(item: Value): void {
    this.filed.set(item, null);
  }

  addAll(items: Value): void {
    for (const item of toArray(items)) this.add(item);
  }

  delete(item: Value): boolean {
    return this.filed.delete(item);
  }

  clear(): void {
    this.filed.clear();
  }

  /** A set of what is not among the items. */
  without(items: Value): PySet {
    const rest = PySet.of(this);
    for (const item of toArray(items)) rest.delete(item);
    return rest;
  }
}

/** Subsets and supersets, of sets and what behaves as one. */
export function orderSets(operator: OrderOperator, a: PyObject, b: PyObject): boolean {
  switch (operator) {
    case '<':
      return a.length() < b.length() && isWithin(a, b);
    case '<=':
      return a.length() <= b.length() && isWithin(a, b);
    case '>':
      return a.length() > b.length() && isWithin(b, a);
    case '>=':
      return a.length() >= b.length() && isWithin(b, a);
  }
}

function isWithin(a: PyObject, b: PyObject): boolean {
  return toArray(a).every((item) => b.contains?.(item) === true);
}
