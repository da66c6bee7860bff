import { PyError } from './errors.ts';
import { bindMethod, type MethodTable } from './method.ts';
import { typeNameOf } from './types.ts';
import { type KeywordArguments, PyCallable, type Value } from './value.ts';

/** The methods of a builtin class as they are looked up on the class: the instance is their first argument. */
export function unboundMethods<Self extends Value>(
  owner: string,
  table: MethodTable<Self>,
  isInstance: (value: Value) => value is Self,
): ReadonlyMap<string, Value> {
  const names = [...table.keys()];
  return new Map(
    names.map((name) => [name, new UnboundMethod({ owner, name, table, isInstance })]),
  );
}

interface UnboundDescription<Self extends Value> {
  readonly owner: string;
  readonly name: string;
  readonly table: MethodTable<Self>;
  readonly isInstance: (value: Value) => value is Self;
}

class UnboundMethod<Self extends Value> extends PyCallable {
  readonly typeName = 'method_descriptor';
  readonly #description: UnboundDescription<Self>;

  constructor(description: UnboundDescription<Self>) {
    super();
    this.#description = description;
  }

  repr(): string {
    const { owner, name } = this.#description;
    return `<method '${name}' of '${owner}' objects>`;
  }

  call([self, ...positional]: readonly Value[], keywords: KeywordArguments): Value {
    const { owner, name, table, isInstance } = this.#description;
    if (self === undefined) {
      throw new PyError('TypeError', `unbound method ${owner}.${name}() needs an argument`);
    }
    const method = isInstance(self) ? bindMethod(self, name, table) : undefined;
    if (method instanceof PyCallable) return method.call(positional, keywords);
    const message = `descriptor '${name}' for '${owner}' objects doesn't apply to a '${typeNameOf(self)}' object`;
    throw new PyError('TypeError', message);
  }
}
