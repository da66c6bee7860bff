import { PyClass } from '../python/class-object.ts';
import { PyError } from '../python/errors.ts';
import { iterate } from '../python/iterate.ts';
import { PyIterator } from '../python/iterator.ts';
import { truth } from '../python/truth.ts';
import { PyTuple } from '../python/tuple.ts';
import type { KeywordArguments, Value } from '../python/value.ts';

/** Python's `zip(*iterables, strict=False)`. */
export const zip = new PyClass({
  qualifiedName: 'zip',
  make(positional, keywords) {
    const isStrict = readStrict(keywords);
    const iterators = positional.map(iterate);
    return new PyIterator(tuples(iterators, isStrict), 'zip');
  },
});

function readStrict(keywords: KeywordArguments): boolean {
  if (keywords.size > 1) {
    const message = `zip() takes at most 1 keyword argument (${keywords.size} given)`;
    throw new PyError('TypeError', message);
  }
  for (const [name, value] of keywords) {
    if (name === 'strict') return truth(value);
    throw new PyError('TypeError', `'${name}' is an invalid keyword argument for zip()`);
  }
  return false;
}

function* tuples(iterators: readonly Iterator<Value>[], isStrict: boolean): Generator<Value> {
  for (;;) {
    const items: Value[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done !== true) {
        items.push(step.value);
        continue;
      }
      if (isStrict) checkLengths(iterators, items.length);
      return;
    }
    if (items.length === 0) return;
    yield new PyTuple(items);
  }
}

/** The iterator at `ended` is used up: the ones before it are longer, and those after it must not be. */
function checkLengths(iterators: readonly Iterator<Value>[], ended: number): void {
  if (ended > 0) throw lengthError(ended, 'shorter');
  for (const [index, iterator] of iterators.entries()) {
    if (index > 0 && iterator.next().done !== true) throw lengthError(index, 'longer');
  }
}

function lengthError(index: number, comparison: string): PyError {
  const others = index === 1 ? 'argument 1' : `arguments 1-${index}`;
  return new PyError('ValueError', `zip() argument ${index + 1} is ${comparison} than ${others}`);
}
