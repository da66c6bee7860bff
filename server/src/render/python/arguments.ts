/** Checks the arguments of builtin methods with the words of CPython's C conventions. */
import { PyError } from './errors.ts';
import type { KeywordArguments, Value } from './value.ts';

/** How CPython declares a method, which decides how its errors read. */
export type Convention =
  /** `METH_NOARGS`. */
  | 'none'
  /** `METH_O`. */
  | 'one'
  /** Positional only, checked by `_PyArg_CheckPositional`. */
  | 'positional'
  /** Positional only, read by `PyArg_ParseTuple`. */
  | 'parsed'
  /** Positional or by keyword. */
  | 'keywords'
  /** By keyword only. */
  | 'keyword-only'
  /** The method looks at what it gets itself. */
  | 'any';

export interface BuiltinSignature {
  readonly convention: Convention;
  readonly parameters: readonly string[];
  /** How many of the parameters must be given. */
  readonly required: number;
}

/** The values of the parameters in order; what was not given is missing or `undefined`. */
export type BoundArguments = readonly (Value | undefined)[];

/** The arguments by parameter; raises Python's TypeErrors for wrong counts and names. */
export function bindBuiltin(
  owner: string,
  name: string,
  signature: BuiltinSignature,
  positional: readonly Value[],
  keywords: KeywordArguments,
): BoundArguments {
  const { convention, parameters, required } = signature;
  const count = positional.length;
  if (convention === 'keywords') return bindByName(name, signature, positional, keywords);
  if (convention === 'keyword-only') return bindKeywordOnly(name, signature, positional, keywords);
  if (convention === 'any') return positional;
  if (keywords.size > 0) {
    const subject = convention === 'parsed' ? name : `${owner}.${name}`;
    throw typeError(`${subject}() takes no keyword arguments`);
  }
  if (count >= required && count <= parameters.length) return positional;
  throw wrongCount(owner, name, signature, count);
}

function wrongCount(
  owner: string,
  name: string,
  { convention, parameters, required }: BuiltinSignature,
  count: number,
): PyError {
  if (convention === 'none')
    return typeError(`${owner}.${name}() takes no arguments (${count} given)`);
  if (convention === 'one') {
    return typeError(`${owner}.${name}() takes exactly one argument (${count} given)`);
  }
  const limit = count < required ? required : parameters.length;
  const bound = boundWords(required === parameters.length, count < required);
  if (convention === 'parsed') {
    const words = bound === '' ? 'exactly ' : bound;
    return typeError(`${name}() takes ${words}${limit} argument${plural(limit)} (${count} given)`);
  }
  return typeError(`${name} expected ${bound}${limit} argument${plural(limit)}, got ${count}`);
}

function boundWords(isExact: boolean, isTooFew: boolean): string {
  if (isExact) return '';
  return isTooFew ? 'at least ' : 'at most ';
}

function bindByName(
  name: string,
  { parameters, required }: BuiltinSignature,
  positional: readonly Value[],
  keywords: KeywordArguments,
): BoundArguments {
  const total = positional.length + keywords.size;
  if (total > parameters.length) {
    const kind = positional.length === 0 ? 'keyword ' : '';
    const limit = parameters.length;
    throw typeError(
      `${name}() takes at most ${limit} ${kind}argument${plural(limit)} (${total} given)`,
    );
  }
  if (keywords.size === 0 && positional.length >= required) return positional;
  const bound = parameters.map((parameter, i) =>
    i < positional.length ? positional[i] : keywords.get(parameter),
  );
  parameters.forEach((parameter, i) => {
    if (positional[i] !== undefined && keywords.has(parameter)) {
      throw typeError(
        `argument for ${name}() given by name ('${parameter}') and position (${i + 1})`,
      );
    }
    if (i < required && bound[i] === undefined) {
      throw typeError(`${name}() missing required argument '${parameter}' (pos ${i + 1})`);
    }
  });
  refuseUnknown(name, parameters, keywords);
  return bound;
}

function bindKeywordOnly(
  name: string,
  { parameters }: BuiltinSignature,
  positional: readonly Value[],
  keywords: KeywordArguments,
): BoundArguments {
  const total = positional.length + keywords.size;
  if (total > parameters.length) {
    const kind = positional.length === 0 ? 'keyword ' : '';
    throw typeError(
      `${name}() takes at most ${parameters.length} ${kind}arguments (${total} given)`,
    );
  }
  if (positional.length > 0) throw typeError(`${name}() takes no positional arguments`);
  refuseUnknown(name, parameters, keywords);
  return parameters.map((parameter) => keywords.get(parameter));
}

function refuseUnknown(
  name: string,
  parameters: readonly string[],
  keywords: KeywordArguments,
): void {
  for (const keyword of keywords.keys()) {
    if (!parameters.includes(keyword)) {
      throw typeError(`'${keyword}' is an invalid keyword argument for ${name}()`);
    }
  }
}

function plural(count: number): string {
  return count === 1 ? '' : 's';
}

function typeError(message: string): PyError {
  return new PyError('TypeError', message);
}
