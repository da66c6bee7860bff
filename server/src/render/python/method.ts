import { address } from './address.ts';
import {
  type BoundArguments,
  type BuiltinSignature,
  bindBuiltin,
  type Convention,
} from './arguments.ts';
import { typeNameOf } from './types.ts';
import { type KeywordArguments, PyCallable, type Value } from './value.ts';

/** One method of a builtin type. */
export interface Method<Self> {
  readonly signature: BuiltinSignature;
  readonly run: (self: Self, args: BoundArguments, keywords: KeywordArguments) => Value;
}

/** The methods of a type by name. */
export type MethodTable<Self> = ReadonlyMap<string, Method<Self>>;

/** Declares a method; the parameters after `required` are optional. */
export function method<Self>(
  convention: Convention,
  parameters: readonly string[],
  required: number,
  run: Method<Self>['run'],
): Method<Self> {
  return { signature: { convention, parameters, required }, run };
}

/** A method without arguments. */
export function plainMethod<Self>(run: (self: Self) => Value): Method<Self> {
  return { signature: withoutArguments, run };
}

const withoutArguments: BuiltinSignature = { convention: 'none', parameters: [], required: 0 };

/** `value.name` of a builtin type: callable, and printed with the type it is bound to. */
class BoundMethod<Self extends Value> extends PyCallable {
  readonly typeName = 'builtin_function_or_method';
  private readonly self: Self;
  private readonly name: string;
  private readonly method: Method<Self>;
  private readonly owner: string;

  constructor(self: Self, name: string, method: Method<Self>, owner: string) {
    super();
    this.self = self;
    this.name = name;
    this.method = method;
    this.owner = owner;
  }

  repr(): string {
    return `<built-in method ${this.name} of ${typeNameOf(this.self)} object at ${address}>`;
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof BoundMethod)) return undefined;
    return other.method === this.method && other.self === this.self;
  }

  call(positional: readonly Value[], keywords: KeywordArguments): Value {
    const { signature, run } = this.method;
    const args = bindBuiltin(this.owner, this.name, signature, positional, keywords);
    return run(this.self, args, keywords);
  }
}

/** The method of that name, bound; `owner` is the class that defines it, as messages name it. */
export function bindMethod<Self extends Value>(
  self: Self,
  name: string,
  table: MethodTable<Self>,
  owner = typeNameOf(self),
): Value | undefined {
  const method = table.get(name);
  return method === undefined ? undefined : new BoundMethod(self, name, method, owner);
}
