import { type KeywordArguments, PyCallable, type Value } from '../python/value.ts';

interface Description {
  /** What Python prints for it, such as `<bound method Markup.format>`. */
  readonly repr: string;
  /** `method`, `function` or `builtin_function_or_method`. */
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

  override call(positional: readonly Value[], keywords: KeywordArguments): Value {
    return this.#run(positional, keywords);
  }
}
