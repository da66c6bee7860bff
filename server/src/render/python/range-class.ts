import { PyClass } from './class-object.ts';
import { PyError } from './errors.ts';
import { rangeMethods } from './methods/range.ts';
import { intArgument } from './methods/sequence-arguments.ts';
import { PyRange } from './range.ts';
import { unboundMethods } from './unbound-method.ts';
import type { KeywordArguments, Value } from './value.ts';

/** The class `range`. */
export const rangeClass = new PyClass({
  qualifiedName: 'range',
  make: makeRange,
  members: unboundMethods('range', rangeMethods, (value) => value instanceof PyRange),
});

function makeRange(positional: readonly Value[], keywords: KeywordArguments): PyRange {
  if (keywords.size > 0) throw typeError('range() takes no keyword arguments');
  const count = positional.length;
  if (count === 0) throw typeError('range expected at least 1 argument, got 0');
  if (count > 3) throw typeError(`range expected at most 3 arguments, got ${count}`);
  const [first = 0, second, step = 1] = positional.map(intArgument);
  if (step === 0) throw new PyError('ValueError', 'range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0, first) : new PyRange(first, second, step);
}

function typeError(message: string): PyError {
  return new PyError('TypeError', message);
}
