import { PyError } from '../python/errors.ts';
import { toArray } from '../python/iterate.ts';
import { repr } from '../python/text.ts';
import { PyTuple } from '../python/tuple.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';
import { bindArguments, type Signature } from './signature.ts';

/** A method of str on markup: what it inserts is escaped, and the texts that it returns are markup. */
export class MarkupMethod extends PyCallable {
  readonly typeName: string;
  readonly #name: string;
  readonly #owner: Value;
  readonly #method: PyCallable;
  readonly #escapeItem: (value: Value) => string;
  readonly #wrap: (text: string) => Value;

  constructor(
    owner: Value,
    name: string,
    method: PyCallable,
    escapeItem: (value: Value) => string,
    wrap: (text: string) => Value,
  ) {
    super();
    this.typeName = signatures.has(name) ? 'method' : 'builtin_function_or_method';
    this.#owner = owner;
    this.#name = name;
    this.#method = method;
    this.#escapeItem = escapeItem;
    this.#wrap = wrap;
  }

  override repr(): string {
    return signatures.has(this.#name)
      ? `<bound method Markup.${this.#name} of ${repr(this.#owner)}>`
      : `<built-in method ${this.#name} of Markup object>`;
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    const signature = signatures.get(this.#name);
    // Python's functions name what is wrong with a call; the methods of str name the class of their object.
    if (signature !== undefined) bindArguments(signature, positional, keywords);
    const result = this.#run(positional, keywords);
    return plainResults.has(this.#name) ? result : this.#wrapped(result);
  }

  #run(positional: readonly Value[], keywords: KeywordArguments): Value {
    try {
      return this.#method.call(this.#escaped(positional), keywords);
    } catch (error) {
      const start = `str.${this.#name}() takes`;
      if (!(error instanceof PyError) || !error.message.startsWith(start)) throw error;
      throw new PyError(error.type, `Markup${error.message.slice('str'.length)}`);
    }
  }

  #escaped(positional: readonly Value[]): readonly Value[] {
    const [first = null, second, ...rest] = positional;
    switch (this.#name) {
      case 'join':
        return positional.length === 0
          ? []
          : [toArray(first).map(this.#escapeItem), ...positional.slice(1)];
      case 'replace':
      case 'center':
      case 'ljust':
      case 'rjust':
        return second === undefined ? positional : [first, this.#escapeItem(second), ...rest];
      default:
        return positional;
    }
  }

  #wrapped(result: Value): Value {
    if (typeof result === 'string') return this.#wrap(result);
    if (Array.isArray(result)) return result.map((item) => this.#wrapped(item));
    if (result instanceof PyTuple)
      return new PyTuple(result.items.map((item) => this.#wrapped(item)));
    return result;
  }
}

/** The methods that markupsafe 3.0 writes itself. */
const signatures: ReadonlyMap<string, Signature> = new Map(
  (
    [
      ['join', ['iterable'], [], true],
      ['split', [], ['sep', 'maxsplit'], false],
      ['rsplit', [], ['sep', 'maxsplit'], false],
      ['splitlines', [], ['keepends'], false],
      ['capitalize', [], [], false],
      ['title', [], [], false],
      ['lower', [], [], false],
      ['upper', [], [], false],
      ['replace', ['old', 'new'], ['count'], true],
      ['ljust', ['width'], ['fillchar'], true],
      ['rjust', ['width'], ['fillchar'], true],
      ['center', ['width'], ['fillchar'], true],
      ['lstrip', [], ['chars'], true],
      ['rstrip', [], ['chars'], true],
      ['strip', [], ['chars'], true],
      ['translate', ['table'], [], true],
      ['expandtabs', [], ['tabsize'], false],
      ['swapcase', [], [], false],
      ['zfill', ['width'], [], true],
      ['casefold', [], [], false],
      ['removeprefix', ['prefix'], [], true],
      ['removesuffix', ['suffix'], [], false],
      ['partition', ['sep'], [], true],
      ['rpartition', ['sep'], [], true],
    ] as const
  ).map(([name, required, optional, positionalOnly]) => [
    name,
    { name: `Markup.${name}`, implicit: ['self'], required, optional, positionalOnly },
  ]),
);

/** The methods that markupsafe leaves to str. */
const plainResults: ReadonlySet<string> = new Set(['encode']);
