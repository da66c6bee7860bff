import { equalItems } from './equality.ts';
import { hashItems } from './hash.ts';
import { itemAt, sliceArray } from './sequence.ts';
import { reprContainer } from './text.ts';
import { type Enclosing, type HashKey, PyObject, type Value } from './value.ts';

/** A Python tuple. */
export class PyTuple extends PyObject {
  readonly typeName: string = 'tuple';
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }

  repr(enclosing?: Enclosing): string {
    return reprContainer(this, '(', this.items.length === 1 ? ',)' : ')', this.items, enclosing);
  }

  override truth(): boolean {
    return this.items.length > 0;
  }

  override length(): number {
    return this.items.length;
  }

  override iterate(): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }

  override getItem(key: Value): Value {
    return itemAt(this.items, key, 'tuple');
  }

  override getSlice(start: Value, stop: Value, step: Value): Value {
    return new PyTuple(sliceArray(this.items, start, stop, step));
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof PyTuple ? equalItems(this.items, other.items, 1) : undefined;
  }

  override hashKey(): HashKey {
    return hashItems(this.items);
  }
}
