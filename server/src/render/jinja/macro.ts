import { PyDict } from '../python/dict.ts';
import { PyError } from '../python/errors.ts';
import { repr } from '../python/text.ts';
import { PyTuple } from '../python/tuple.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';
import { Markup } from './markup.ts';
import { Undefined } from './undefined.ts';

/** What the compiler knows about a macro or about the body of a call block. */
export interface MacroDefinition {
  /** `null` for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  /** Whether the body reads `caller`, as a parameter or not. */
  readonly usesCaller: boolean;
  readonly usesVarargs: boolean;
  readonly usesKwargs: boolean;
}

/** What a macro body receives. */
export interface MacroArguments {
  /** One for each parameter, `undefined` where the caller gave none and the default applies. */
  readonly values: readonly (Value | undefined)[];
  /** Present where the definition `usesCaller`. */
  readonly caller: Value;
  readonly varargs: PyTuple;
  readonly kwargs: PyDict;
}

/** A macro as a value; Jinja2 3.1.6 runtime.Macro. */
export class Macro extends PyCallable {
  readonly typeName = 'Macro';
  readonly #definition: MacroDefinition;
  readonly #body: (given: MacroArguments) => string;

  constructor(definition: MacroDefinition, body: (given: MacroArguments) => string) {
    super();
    this.#definition = definition;
    this.#body = body;
  }

  override repr(): string {
    const { name } = this.#definition;
    return `<Macro ${name === null ? 'anonymous' : repr(name)}>`;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): string {
    return this.#body(bindMacro(this.#definition, positional, new Map(keywords)));
  }

  /** A call from a place where autoescape is on: the result counts as escaped. */
  callEscaped(positional: readonly Value[], keywords: KeywordArguments): Markup {
    return new Markup(this.call(positional, keywords));
  }

  override getAttribute(name: string): Value | undefined {
    const { parameters, usesCaller, usesVarargs, usesKwargs } = this.#definition;
    switch (name) {
      case 'name':
        return this.#definition.name;
      case 'arguments':
        return new PyTuple(parameters);
      case 'caller':
        return usesCaller;
      case 'explicit_caller':
        return parameters.includes('caller');
      case 'catch_varargs':
        return usesVarargs;
      case 'catch_kwargs':
        return usesKwargs;
      default:
        return undefined;
    }
  }
}

/** Keyword arguments that a parameter takes are removed from `keywords`. */
function bindMacro(
  definition: MacroDefinition,
  positional: readonly Value[],
  keywords: Map<string, Value>,
): MacroArguments {
  const { parameters } = definition;
  const values: (Value | undefined)[] = positional.slice(0, parameters.length);
  const byName = parameters.slice(values.length);
  for (const name of byName) values.push(take(keywords, name));

  const filled = byName.length === 0 ? parameters : byName;
  const needsCaller = definition.usesCaller && !filled.includes('caller');
  const caller = needsCaller ? takeCaller(keywords) : null;

  if (!definition.usesKwargs) refuseKeywords(definition, keywords);
  const surplus = positional.slice(parameters.length);
  if (!definition.usesVarargs && surplus.length > 0) throw tooMany(definition);
  return { values, caller, varargs: new PyTuple(surplus), kwargs: PyDict.from(keywords) };
}

function take(keywords: Map<string, Value>, name: string): Value | undefined {
  const value = keywords.get(name);
  keywords.delete(name);
  return value;
}

function takeCaller(keywords: Map<string, Value>): Value {
  return take(keywords, 'caller') ?? Undefined.because('No caller defined');
}

function refuseKeywords({ name }: MacroDefinition, keywords: KeywordArguments): void {
  const [first] = keywords.keys();
  if (first === undefined) return;
  const complaint = keywords.has('caller')
    ? 'was invoked with two values for the special caller argument. This is most likely a bug.'
    : `takes no keyword argument ${repr(first)}`;
  throw new PyError('TypeError', `macro ${repr(name)} ${complaint}`);
}

function tooMany({ name, parameters }: MacroDefinition): PyError {
  return new PyError(
    'TypeError',
    `macro ${repr(name)} takes not more than ${parameters.length} argument(s)`,
  );
}
