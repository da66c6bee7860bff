import { PyError } from '../python/errors.ts';
import type { KeywordArguments, Value } from '../python/value.ts';

/** The parameters of a function that Jinja2 writes in Python, as its messages name them. */
export interface Signature {
  /** The qualified name, such as `do_round` or `LoopContext.cycle`. */
  readonly name: string;
  /** Leading parameters that the caller does not write: `self`, an environment, a context. */
  readonly implicit?: readonly string[];
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Every parameter stands before a `/`. */
  readonly positionalOnly?: boolean;
  /** Ends in `*args`: further positional arguments follow the named ones. */
  readonly isVariadic?: boolean;
}

/**
 * The values of the parameters in order, ready to be spread over a function whose optional parameters have defaults.
 * Raises the TypeErrors of a call of a Python 3.11 function.
 */
export function bindArguments(
  signature: Signature,
  positional: readonly Value[],
  keywords: KeywordArguments,
): Value[] {
  const names = [...signature.required, ...(signature.optional ?? [])];
  const bound: (Value | undefined)[] = names.map((_, index) => positional[index]);
  for (const [name, value] of keywords) bindKeyword(signature, names, bound, name, value);
  const surplus = positional.slice(names.length);
  if (surplus.length > 0 && signature.isVariadic !== true) {
    throw tooManyPositional(signature, positional.length);
  }
  const missing = signature.required.filter((_, index) => bound[index] === undefined);
  if (missing.length > 0) throw missingArguments(signature, missing);
  // Only optional parameters are still `undefined`, and for those it means "take the default".
  return [...bound, ...surplus] as Value[];
}

function bindKeyword(
  signature: Signature,
  names: readonly string[],
  bound: (Value | undefined)[],
  name: string,
  value: Value,
): void {
  const isImplicit = signature.implicit?.includes(name) === true;
  const index = names.indexOf(name);
  if (signature.positionalOnly === true && index >= 0) throw positionalOnly(signature, name);
  if (index < 0 && !isImplicit) throw unexpectedKeyword(signature, name);
  if (isImplicit || bound[index] !== undefined) throw multipleValues(signature, name);
  bound[index] = value;
}

function unexpectedKeyword(signature: Signature, name: string): PyError {
  return typeError(signature, `got an unexpected keyword argument '${name}'`);
}

function positionalOnly(signature: Signature, name: string): PyError {
  return typeError(
    signature,
    `got some positional-only arguments passed as keyword arguments: '${name}'`,
  );
}

function multipleValues(signature: Signature, name: string): PyError {
  return typeError(signature, `got multiple values for argument '${name}'`);
}

function tooManyPositional(signature: Signature, given: number): PyError {
  const implicit = signature.implicit?.length ?? 0;
  const least = implicit + signature.required.length;
  const most = least + (signature.optional?.length ?? 0);
  const takes = least === most ? `${most}` : `from ${least} to ${most}`;
  const plural = most === 1 ? '' : 's';
  const total = implicit + given;
  const verb = total === 1 ? 'was' : 'were';
  return typeError(
    signature,
    `takes ${takes} positional argument${plural} but ${total} ${verb} given`,
  );
}

function missingArguments(signature: Signature, names: readonly string[]): PyError {
  const plural = names.length === 1 ? '' : 's';
  return typeError(
    signature,
    `missing ${names.length} required positional argument${plural}: ${enumerate(names)}`,
  );
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function enumerate(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}

function typeError(signature: Signature, complaint: string): PyError {
  return new PyError('TypeError', `${signature.name}() ${complaint}`);
}
