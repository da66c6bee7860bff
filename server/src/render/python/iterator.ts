import { type Enclosing, PyObject, type Value } from './value.ts';

/** A Python iterator (generator, map, zip, …) over a JavaScript one; it is its own iterator. */
export class PyIterator extends PyObject {
  readonly typeName: string;
  private readonly source: Iterator<Value>;

  constructor(source: Iterator<Value>, typeName = 'generator') {
    super();
    this.source = source;
    this.typeName = typeName;
  }

  next(): IteratorResult<Value> {
    return this.source.next();
  }

  override iterate(): Iterator<Value> {
    return this;
  }

  /** Python prints an address too, which has no counterpart here. */
  repr(_enclosing?: Enclosing): string {
    const kind = this.typeName === 'generator' ? 'generator object' : `${this.typeName} object`;
    return `<${kind}>`;
  }
}
