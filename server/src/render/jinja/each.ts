import { iterate } from '../python/iterate.ts';
import type { Value } from '../python/value.ts';

/** The items of a value for a `for … of`; an iterator that is left early goes on from there, as in Python. */
export function each(value: Value): Iterable<Value> {
  return { [Symbol.iterator]: () => ({ next: nextFrom(iterate(value)) }) };
}

function nextFrom(iterator: Iterator<Value>): () => IteratorResult<Value> {
  return () => iterator.next();
}
