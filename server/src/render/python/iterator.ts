import { address } from './address.ts';
import { type Enclosing, PyObject, type Value } from './value.ts';

/** A Python iterator (generator, map, zip, …) over a JavaScript one; it is its own iterator. */
export class PyIterator extends PyObject {
  readonly typeName: string;
  private readonly source: Iterator<Value>;
  private readonly generator: string | undefined;

  constructor(source: Iterator<Value>, typeName: string, generator?: string) {
    super();
    this.source = source;
    this.typeName = typeName;
    this.generator = generator;
  }

  /** Of a generator, with the name of the function that made it. */
  static ofGenerator(source: Iterator<Value>, name: string): PyIterator {
    return new PyIterator(source, 'generator', name);
  }

  next(): IteratorResult<Value> {
    return this.source.next();
  }

  override iterate(): Iterator<Value> {
    return this;
  }

  repr(_enclosing?: Enclosing): string {
    const name = this.generator === undefined ? '' : ` ${this.generator}`;
    return `<${this.typeName} object${name} at ${address}>`;
  }
}
