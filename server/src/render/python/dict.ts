import { equals } from './equality.ts';
import { PyError } from './errors.ts';
import { hashKey } from './hash.ts';
import { chargeSize } from './limits.ts';
import { enter, repr } from './text.ts';
import { type Enclosing, type HashKey, PyObject, type Value } from './value.ts';

interface Entry {
  readonly key: Value;
  value: Value;
}

/** A Python dict, in order of insertion. */
export class PyDict extends PyObject {
  readonly typeName = 'dict';
  private readonly filed = new Map<HashKey, Entry>();

  static from(entries: Iterable<readonly [Value, Value]>): PyDict {
    const dict = new PyDict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.filed.size;
  }

  get(key: Value): Value | undefined {
    return this.filed.get(hashKey(key))?.value;
  }

  has(key: Value): boolean {
    return this.filed.has(hashKey(key));
  }

  /** Keeps the key and its place where an equal one is there already. */
  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    const entry = this.filed.get(hash);
    if (entry === undefined) this.filed.set(hash, { key, value });
    else entry.value = value;
  }

  delete(key: Value): boolean {
    return this.filed.delete(hashKey(key));
  }

  clear(): void {
    this.filed.clear();
  }

  *entries(): IterableIterator<[Value, Value]> {
    for (const { key, value } of this.filed.values()) yield [key, value];
  }

  keys(): Value[] {
    const keys: Value[] = [];
    for (const entry of this.filed.values()) keys.push(entry.key);
    return keys;
  }

  values(): Value[] {
    const values: Value[] = [];
    for (const entry of this.filed.values()) values.push(entry.value);
    return values;
  }

  repr(enclosing?: Enclosing): string {
    const inner = enter(this, enclosing);
    if (inner === undefined) return '{...}';
    let text = '{';
    for (const { key, value } of this.filed.values()) {
      if (text.length > 1) text += ', ';
      text += `${repr(key, inner)}: ${repr(value, inner)}`;
      chargeSize(text.length);
    }
    return `${text}}`;
  }

  override truth(): boolean {
    return this.filed.size > 0;
  }

  override length(): number {
    return this.filed.size;
  }

  override iterate(): Iterator<Value> {
    return this.iterateEntries((key) => key);
  }

  /** Iterates live, and raises RuntimeError when the dict grows or shrinks meanwhile, as Python does. */
  iterateEntries(pick: (key: Value, value: Value) => Value): Iterator<Value> {
    const size = this.filed.size;
    const entries = this.filed.values();
    let seen = 0;
    return {
      next: () => {
        this.refuseChange(size, seen);
        const step = entries.next();
        if (step.done === true) return { done: true, value: undefined };
        seen += 1;
        if (seen > size) this.refuseChange(-1, seen);
        return { done: false, value: pick(step.value.key, step.value.value) };
      },
    };
  }

  private refuseChange(size: number, seen: number): void {
    if (this.filed.size === size) return;
    const isResized = size >= 0 && seen <= size;
    const change = isResized ? 'dictionary changed size' : 'dictionary keys changed';
    throw new PyError('RuntimeError', `${change} during iteration`);
  }

  override getItem(key: Value): Value {
    const value = this.get(key);
    if (value === undefined) throw new PyError('KeyError', repr(key));
    return value;
  }

  override getSlice(): Value {
    throw new PyError('TypeError', "unhashable type: 'slice'");
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof PyDict)) return undefined;
    if (other.size !== this.size) return false;
    for (const [hash, { value }] of this.filed) {
      const match = other.filed.get(hash)?.value;
      if (match === undefined || (match !== value && !equals(value, match))) return false;
    }
    return true;
  }

  override contains(item: Value): boolean {
    return this.has(item);
  }

  override hashKey(): HashKey {
    throw new PyError('TypeError', "unhashable type: 'dict'");
  }
}
