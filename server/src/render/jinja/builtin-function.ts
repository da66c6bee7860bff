import { PyError } from '../python/errors.ts';
import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';

interface Description {
  /** What Python prints for it, such as `<class 'range'>`. */
  readonly repr: string;
  /** `type`, `function` or `builtin_function_or_method`. */
  readonly typeName: string;
}

/** A global that templates call; it looks at its arguments itself. */
export class BuiltinFunction extends PyCallable {
  readonly typeName: string;
  readonly #repr: string;
  readonly #run: (positional: readonly Value[], keywords: KeywordArguments) => Value;

  constructor(
    { repr, typeName }: Description,
    run: (positional: readonly Value[], keywords: KeywordArguments) => Value,
  ) {
    super();
    this.typeName = typeName;
    this.#repr = repr;
    this.#run = run;
  }

  override repr(): string {
    return this.#repr;
  }

  /** Of a class, Python names the class itself. */
  override getSlice(start: Value, stop: Value, step: Value): Value {
    const name = /^<class '(?:.*\.)?(\w+)'>$/.exec(this.#repr)?.[1];
    if (name === undefined) return super.getSlice(start, stop, step);
    throw new PyError('TypeError', `type '${name}' is not subscriptable`);
  }

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    return this.#run(positional, keywords);
  }
}

/** A class as a global: calling it makes an instance. */
export function classGlobal(
  name: string,
  make: (positional: readonly Value[], keywords: KeywordArguments) => Value,
): BuiltinFunction {
  return new BuiltinFunction({ repr: `<class '${name}'>`, typeName: 'type' }, make);
}
