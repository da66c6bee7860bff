import { codePointCount } from './code-points.ts';
import { hashText } from './hash.ts';
import { quote } from './quote.ts';
import { type HashKey, PyObject, type Value } from './value.ts';

/** An instance of a subclass of str, such as `Markup`: it is accepted wherever a str is. */
export abstract class PyStrSubclass extends PyObject {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  repr(): string {
    return quote(this.text);
  }

  override str(): string {
    return this.text;
  }

  override truth(): boolean {
    return this.text !== '';
  }

  override length(): number {
    return codePointCount(this.text);
  }

  override iterate(): Iterator<Value> {
    return this.text[Symbol.iterator]();
  }

  override hashKey(): HashKey {
    return hashText(this.text);
  }
}

/** The text of a str or of an instance of its subclasses. */
export function asText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof PyStrSubclass ? value.text : undefined;
}
