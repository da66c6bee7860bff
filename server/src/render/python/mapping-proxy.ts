import { PyDict } from './dict.ts';
import { equals } from './equality.ts';
import { PyError } from './errors.ts';
import { order } from './order.ts';
import { repr } from './text.ts';
import { type Enclosing, type HashKey, type OrderOperator, PyObject, type Value } from './value.ts';

/** The dict of a dict view as `.mapping` shows it: to be read alone. */
export class PyMappingProxy extends PyObject {
  readonly typeName = 'mappingproxy';
  readonly dict: PyDict;

  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }

  repr(enclosing?: Enclosing): string {
    return `mappingproxy(${repr(this.dict, enclosing)})`;
  }

  override str(): string {
    return repr(this.dict);
  }

  override truth(): boolean {
    return this.dict.size > 0;
  }

  override length(): number {
    return this.dict.size;
  }

  override iterate(): Iterator<Value> {
    return this.dict.iterate();
  }

  override getItem(key: Value): Value {
    return this.dict.getItem(key);
  }

  override getSlice(): Value {
    return this.dict.getSlice();
  }

  override contains(item: Value): boolean {
    return this.dict.has(item);
  }

  override equals(other: Value): boolean {
    return equals(this.dict, other instanceof PyMappingProxy ? other.dict : other);
  }

  override order(operator: OrderOperator, other: Value): boolean {
    return order(operator, this.dict, other);
  }

  override hashKey(): HashKey {
    throw new PyError('TypeError', "unhashable type: 'mappingproxy'");
  }
}

/** The dict that a mapping is or shows. */
export function dictOf(value: Value): PyDict | undefined {
  if (value instanceof PyMappingProxy) return value.dict;
  return value instanceof PyDict ? value : undefined;
}
