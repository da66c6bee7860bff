import { PyError } from './errors.ts';
import { toIndex } from './integers.ts';
import { chargeSize } from './limits.ts';
import { resolveIndex, sliceArray } from './sequence.ts';
import { sequenceCount } from './sequence-arithmetic.ts';
import { typeNameOf } from './types.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from './value.ts';

/** Python bytes. */
export class PyBytes extends PyObject {
  readonly typeName = 'bytes';
  /** The bytes as characters from U+0000 to U+00FF, so that texts and bytes are searched and cut alike. */
  readonly latin: string;

  constructor(latin: string) {
    super();
    this.latin = latin;
  }

  static from(bytes: Uint8Array): PyBytes {
    let latin = '';
    for (const byte of bytes) latin += String.fromCharCode(byte);
    return new PyBytes(latin);
  }

  repr(): string {
    const mark = this.latin.includes("'") && !this.latin.includes('"') ? '"' : "'";
    const body = this.latin.replace(/[^ -~]|['"\\]/g, (character) => escaped(character, mark));
    chargeSize(body.length);
    return `b${mark}${body}${mark}`;
  }

  override truth(): boolean {
    return this.latin !== '';
  }

  override length(): number {
    return this.latin.length;
  }

  override *iterate(): Generator<Value> {
    for (let index = 0; index < this.latin.length; index += 1) yield this.latin.charCodeAt(index);
  }

  override getItem(key: Value): Value {
    const position = resolveIndex(key, this.latin.length, 'byte');
    if (position >= 0) return this.latin.charCodeAt(position);
    throw new PyError('IndexError', 'index out of range');
  }

  override getSlice(start: Value, stop: Value, step: Value): Value {
    return new PyBytes(sliceArray(this.latin.split(''), start, stop, step).join(''));
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof PyBytes ? other.latin === this.latin : undefined;
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof PyBytes)) return undefined;
    if (this.latin === other.latin) return 0;
    return this.latin < other.latin ? -1 : 1;
  }

  override hashKey(): HashKey {
    return `\0bytes ${this.latin}`;
  }

  override contains(item: Value): boolean {
    return this.latin.includes(byteOf(item) ?? bytesArgument(item).latin);
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (operator === '*') {
      const times = sequenceCount(other);
      chargeSize(this.latin.length * times);
      return new PyBytes(this.latin === '' ? '' : this.latin.repeat(times));
    }
    if (operator !== '+' || isReflected) return undefined;
    if (!(other instanceof PyBytes)) {
      throw new PyError('TypeError', `can't concat ${typeNameOf(other)} to bytes`);
    }
    chargeSize(this.latin.length + other.latin.length);
    return new PyBytes(this.latin + other.latin);
  }

  /** `int` and `float` read bytes as they read a text; an error shows the bytes. */
  readNumber<Number_>(parse: (text: string) => Number_): Number_ {
    try {
      return parse(this.latin.replace(/[\x80-\xff]/g, '?'));
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const head = error.message.slice(0, error.message.indexOf(': ') + 2);
      throw new PyError(error.type, head + this.repr());
    }
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
]);

function escaped(character: string, mark: string): string {
  const known = escapes.get(character);
  if (known !== undefined) return known;
  if (character === mark) return `\\${mark}`;
  if (character === "'" || character === '"') return character;
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** An int as the character of that byte; `undefined` for what is no int. */
export function byteOf(value: Value): string | undefined {
  const index = toIndex(value);
  if (index === undefined) return undefined;
  if (index >= 0 && index <= 0xff) return String.fromCharCode(Number(index));
  throw new PyError('ValueError', 'byte must be in range(0, 256)');
}

export function bytesArgument(value: Value): PyBytes {
  if (value instanceof PyBytes) return value;
  const message = `a bytes-like object is required, not '${typeNameOf(value)}'`;
  throw new PyError('TypeError', message);
}
