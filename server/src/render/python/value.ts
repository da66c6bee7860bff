/**
 * Python values in JavaScript. An int is a safe integer `number` or, beyond 2^53, a `bigint`; a float is a
 * `PyFloat`, so that `1` and `1.0` stay apart; a str is a string; a list is an array (identity and mutation are
 * Python's); everything else is a `PyObject`.
 */
import { PyError } from './errors.ts';

export type Value = null | boolean | number | bigint | string | Value[] | PyObject;

/** Keyword arguments of a call, in order. */
export type KeywordArguments = ReadonlyMap<string, Value>;

export const noKeywords: KeywordArguments = new Map();

/** The containers whose `repr` is being written, innermost first: one that is met again prints as `...`. */
export interface Enclosing {
  readonly container: object;
  readonly outer: Enclosing | undefined;
}

/** The protocol of Python objects; a method that a type lacks raises what Python raises. */
export abstract class PyObject {
  /** `type(x).__name__`, as messages show it. */
  abstract readonly typeName: string;

  abstract repr(enclosing?: Enclosing): string;

  str(): string {
    return this.repr();
  }

  truth(): boolean {
    return true;
  }

  /** `len(x)`. */
  length(): number {
    throw new PyError('TypeError', `object of type '${this.typeName}' has no len()`);
  }

  /** `iter(x)`: each call starts anew, except for iterators. */
  iterate(): Iterator<Value> {
    throw new PyError('TypeError', `'${this.typeName}' object is not iterable`);
  }

  /** `getattr(x, name)`, or `undefined` where Python raises AttributeError. */
  getAttribute(_name: string): Value | undefined {
    return undefined;
  }

  /** What Python raises for `x.name` where there is no such attribute. */
  missingAttribute(name: string): PyError {
    return missingAttribute(this.typeName, name);
  }

  /** `x[key]`; raises KeyError, IndexError or TypeError as Python does. */
  getItem(_key: Value): Value {
    throw new PyError('TypeError', `'${this.typeName}' object is not subscriptable`);
  }

  /** `x[start:stop:step]`, each an int or None. */
  getSlice(_start: Value, _stop: Value, _step: Value): Value {
    throw new PyError('TypeError', `'${this.typeName}' object is not subscriptable`);
  }

  /** `format(x, specification)`. */
  format(specification: string): string {
    if (specification === '') return this.str();
    throw new PyError(
      'TypeError',
      `unsupported format string passed to ${this.typeName}.__format__`,
    );
  }

  /** `int(x)`, where the type has it. */
  toInt?(): number | bigint;

  /** `float(x)`, where the type has it. */
  toFloat?(): number;

  /** `round(x, digits)`, None for the nearest int, where the type has it. */
  round?(digits: Value): Value;

  /** `abs(x)`, where the type has it. */
  absolute?(): Value;

  /** `math.floor(x)` and `math.ceil(x)`, where the type has them. */
  toWhole?(direction: 'floor' | 'ceil'): Value;

  /** `x == other`; `undefined` for NotImplemented, after which identity decides. */
  equals(_other: Value): boolean | undefined {
    return undefined;
  }

  /** Three-way order against `other`, `undefined` for NotImplemented (TypeError). */
  compare(_other: Value): number | undefined {
    return undefined;
  }

  /** `x op other` of what has no three-way order, such as sets; `undefined` for NotImplemented. */
  order?(operator: OrderOperator, other: Value): boolean | undefined;

  /** `item in x`; the default searches by iteration, or raises. */
  contains?(item: Value): boolean;

  /**
   * `x op other` (or, reflected, `other op x`); `undefined` for NotImplemented.
   */
  binary(_operator: BinaryOperator, _other: Value, _isReflected: boolean): Value | undefined {
    return undefined;
  }

  /** `-x` and `+x`; `undefined` where the type has none. */
  unary(_operator: '-' | '+'): Value | undefined {
    return undefined;
  }

  /** The key under which dicts and sets file the value; raises `unhashable type` for mutable ones. */
  hashKey(): HashKey {
    return this;
  }
}

/** Python's error for an attribute that values of a type lack. */
export function missingAttribute(typeName: string, name: string): PyError {
  return new PyError('AttributeError', `'${typeName}' object has no attribute '${name}'`);
}

export type OrderOperator = '<' | '<=' | '>' | '>=';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Equal Python values have the same key under JavaScript's SameValueZero. */
export type HashKey = null | number | bigint | string | object;

/** Anything that a template can call. */
export abstract class PyCallable extends PyObject {
  abstract call(positional: readonly Value[], keywords: KeywordArguments): Value;
}
