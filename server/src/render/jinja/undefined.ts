import { PyError } from '../python/errors.ts';
import { asText } from '../python/str-subclass.ts';
import { repr } from '../python/text.ts';
import { type BinaryOperator, type HashKey, PyCallable, type Value } from '../python/value.ts';
import { objectTypeName } from './object-type.ts';

/**
 * Jinja2's default `Undefined`: prints as nothing, is false, empty and equal to every other undefined;
 * anything else that a template does with it raises UndefinedError.
 */
export class Undefined extends PyCallable {
  readonly typeName = 'Undefined';
  readonly #origin: Origin;

  private constructor(origin: Origin) {
    super();
    this.#origin = origin;
  }

  /** A variable that nothing binds. */
  static variable(name: string): Undefined {
    return new Undefined({ kind: 'variable', name });
  }

  /** An attribute or item that `owner` lacks. */
  static member(owner: Value, key: Value): Undefined {
    return new Undefined({ kind: 'member', owner, key });
  }

  /** A value that is missing for a reason of its own, such as `No first item, sequence was empty.`. */
  static because(hint: string): Undefined {
    return new Undefined({ kind: 'hint', hint });
  }

  /** What Python raises when a template uses the value. */
  error(): PyError {
    return new PyError('UndefinedError', describe(this.#origin));
  }

  override repr(): string {
    return 'Undefined';
  }

  override str(): string {
    return '';
  }

  override truth(): boolean {
    return false;
  }

  override length(): number {
    return 0;
  }

  override iterate(): Iterator<Value> {
    return [].values();
  }

  override getAttribute(name: string): undefined {
    if (name.startsWith('__') && name.endsWith('__')) return undefined;
    throw this.error();
  }

  override getItem(_key: Value): never {
    throw this.error();
  }

  override equals(other: Value): boolean {
    return other instanceof Undefined;
  }

  override compare(_other: Value): never {
    throw this.error();
  }

  override binary(_operator: BinaryOperator, _other: Value, _isReflected: boolean): never {
    throw this.error();
  }

  override unary(_operator: '-' | '+'): never {
    throw this.error();
  }

  override call(): never {
    throw this.error();
  }

  override hashKey(): HashKey {
    return Undefined;
  }

  override toInt(): never {
    throw this.error();
  }

  override toFloat(): never {
    throw this.error();
  }

  override getSlice(_start: Value, _stop: Value, _step: Value): never {
    throw this.error();
  }
}

type Origin =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly owner: Value; readonly key: Value }
  | { readonly kind: 'hint'; readonly hint: string };

function describe(origin: Origin): string {
  switch (origin.kind) {
    case 'variable':
      return `${repr(origin.name)} is undefined`;
    case 'hint':
      return origin.hint;
    case 'member': {
      const owner = objectTypeName(origin.owner);
      return asText(origin.key) !== undefined
        ? `${repr(owner)} has no attribute ${repr(origin.key)}`
        : `${owner} has no element ${repr(origin.key)}`;
    }
  }
}
