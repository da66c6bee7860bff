import { equals } from '../python/equality.ts';
import { PyError } from '../python/errors.ts';
import { floorRemainder } from '../python/integers.ts';
import { iterate } from '../python/iterate.ts';
import { length } from '../python/length.ts';
import { PyTuple } from '../python/tuple.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';
import { NativeFunction } from './native-function.ts';
import { bindArguments, type Signature } from './signature.ts';
import { Undefined } from './undefined.ts';

/** Renders the body of a recursive loop over another iterable, one level deeper than the caller. */
export type Recurse = (iterable: Value, depth0: number) => Value;

/**
 * The variable `loop`; Jinja2 3.1.6 runtime.LoopContext. The compiled loop is
 * `while (loop.advance()) { … loop.current … }`. It reads ahead by one item at most, and only when a template asks
 * for `loop.last` or `loop.nextitem`, so that generators are used up as in Python.
 */
export class LoopContext extends PyCallable {
  readonly typeName = 'LoopContext';
  readonly depth0: number;
  readonly #iterable: Value;
  readonly #recurse: Recurse | undefined;
  #iterator: Iterator<Value>;
  #index0 = -1;
  #before: Value | undefined;
  #current: Value | undefined;
  #after: Value | undefined;
  #length: number | undefined;
  #lastChanged: PyTuple | undefined;

  constructor(iterable: Value, depth0 = 0, recurse?: Recurse) {
    super();
    this.#iterable = iterable;
    this.#iterator = iterate(iterable);
    this.depth0 = depth0;
    this.#recurse = recurse;
  }

  /** Goes to the next item, if there is one. */
  advance(): boolean {
    const next = this.#peek();
    if (next === undefined) return false;
    this.#after = undefined;
    this.#index0 += 1;
    this.#before = this.#current;
    this.#current = next;
    return true;
  }

  /** The item of this iteration; call only after `advance()` said true. */
  get current(): Value {
    return this.#current ?? null;
  }

  override length(): number {
    this.#length ??= this.#measure();
    return this.#length;
  }

  override truth(): boolean {
    return this.length() !== 0;
  }

  override repr(): string {
    return `<LoopContext ${this.#index0 + 1}/${this.length()}>`;
  }

  /** `for item, loop in loop`, which uses up the loop itself. */
  override *iterate(): Generator<Value> {
    while (this.advance()) yield new PyTuple([this.current, this]);
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    const [iterable = null] = bindArguments(callSignature, positional, keywords);
    if (this.#recurse === undefined) {
      throw new PyError(
        'TypeError',
        "The loop must have the 'recursive' marker to be called recursively.",
      );
    }
    return this.#recurse(iterable, this.depth0 + 1);
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.#index0 + 1;
      case 'index0':
        return this.#index0;
      case 'revindex':
        return this.length() - this.#index0;
      case 'revindex0':
        return this.length() - this.#index0 - 1;
      case 'first':
        return this.#index0 === 0;
      case 'last':
        return this.#peek() === undefined;
      case 'length':
        return this.length();
      case 'depth':
        return this.depth0 + 1;
      case 'depth0':
        return this.depth0;
      case 'previtem':
        return this.#previous();
      case 'nextitem':
        return this.#next();
      case 'cycle':
        return new NativeFunction(cycleSignature, (...items) => this.#cycle(items), this);
      case 'changed':
        return new NativeFunction(changedSignature, (...values) => this.#changed(values), this);
      default:
        return undefined;
    }
  }

  #peek(): Value | undefined {
    if (this.#after === undefined) this.#after = nextOf(this.#iterator);
    return this.#after;
  }

  #next(): Value {
    const next = this.#peek();
    return next === undefined ? Undefined.because('there is no next item') : next;
  }

  #previous(): Value {
    const isFirst = this.#index0 === 0;
    if (isFirst || this.#before === undefined)
      return Undefined.because('there is no previous item');
    return this.#before;
  }

  /** `len()` of the iterable; one without a size is read to its end. */
  #measure(): number {
    try {
      return length(this.#iterable);
    } catch (error) {
      if (!(error instanceof PyError) || error.type !== 'TypeError') throw error;
    }
    const rest = [...remaining(this.#iterator)];
    this.#iterator = rest.values();
    const isAhead = this.#after === undefined ? 0 : 1;
    return rest.length + this.#index0 + 1 + isAhead;
  }

  #cycle(items: readonly Value[]): Value {
    if (items.length === 0) throw new PyError('TypeError', 'no items for cycling given');
    const position = floorRemainder(this.#index0, items.length);
    return items[position] ?? null;
  }

  #changed(values: readonly Value[]): boolean {
    const tuple = new PyTuple(values);
    if (this.#lastChanged !== undefined && equals(this.#lastChanged, tuple)) return false;
    this.#lastChanged = tuple;
    return true;
  }
}

const callSignature: Signature = {
  name: 'LoopContext.__call__',
  implicit: ['self'],
  required: ['iterable'],
};

const cycleSignature: Signature = {
  name: 'LoopContext.cycle',
  implicit: ['self'],
  required: [],
  isVariadic: true,
};

const changedSignature: Signature = {
  name: 'LoopContext.changed',
  implicit: ['self'],
  required: [],
  isVariadic: true,
};

function nextOf(iterator: Iterator<Value>): Value | undefined {
  const result = iterator.next();
  return result.done === true ? undefined : result.value;
}

function* remaining(iterator: Iterator<Value>): Generator<Value> {
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) yield step.value;
}
