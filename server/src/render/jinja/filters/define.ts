import { PyError } from '../../python/errors.ts';
import type { KeywordArguments, Value } from '../../python/value.ts';
import type { Filter, FilterContext } from '../environment.ts';
import { bindArguments, type Signature } from '../signature.ts';

/** The parameter that Jinja2 fills in for filters that ask for it; it counts in messages. */
export const contextParameter = ['context'] as const;

/** A filter that Jinja2 writes in Python; the first parameter is the value. */
export function pythonFilter(
  signature: Signature,
  body: (context: FilterContext, ...values: Value[]) => Value,
): Filter {
  return (context, value, positional, keywords) =>
    body(context, ...bindArguments(signature, [value, ...positional], keywords));
}

/** A filter that is a builtin function of one argument, such as `abs`. */
export function builtinFilter(name: string, compute: (value: Value) => Value): Filter {
  return (_context, value, positional, keywords) => {
    refuseArguments(name, positional, keywords);
    return compute(value);
  };
}

/** Raises what a C function of one argument raises for more. */
export function refuseArguments(
  name: string,
  positional: readonly Value[],
  keywords: KeywordArguments,
): void {
  if (keywords.size > 0) throw new PyError('TypeError', `${name}() takes no keyword arguments`);
  if (positional.length === 0) return;
  const given = positional.length + 1;
  throw new PyError('TypeError', `${name}() takes exactly one argument (${given} given)`);
}

/** Raises what a Python function with `**kwargs` raises when one of them names a parameter before it. */
export function refuseNames(
  name: string,
  parameters: readonly string[],
  keywords: KeywordArguments,
): void {
  const taken = parameters.find((parameter) => keywords.has(parameter));
  if (taken === undefined) return;
  throw new PyError('TypeError', `${name}() got multiple values for argument '${taken}'`);
}
