/** Something that Jinja2 3.1.6 (or PromptSource) defines: a filter, test, global, loop attribute or method. */
export interface Builtin {
  readonly name: string;
  /**
   * What a call may pass, as Python writes it: `(d='', attribute=none)`. The filtered, tested or owning value is left
   * out; parameters before `/` take no keyword. Empty for an attribute.
   */
  readonly signature: string;
  /** One line of what it does. */
  readonly doc: string;
  readonly gives: Gives;
  /** True for what PromptSource adds to Jinja2. */
  readonly isPromptSource?: true;
}

/**
 * The type of the result: a Python type, `same` as the value, `item` of the value, `items` for a list of the value's
 * items, `unknown`.
 */
export type Gives =
  | 'str'
  | 'int'
  | 'float'
  | 'bool'
  | 'None'
  | 'list'
  | 'list of str'
  | 'dict'
  | 'same'
  | 'item'
  | 'items'
  | 'unknown';

export interface BuiltinParameter {
  readonly name: string;
  /** As Jinja writes it; absent for a required parameter. */
  readonly defaultValue?: string;
  /** `*name` and `**name` collect what is left. */
  readonly kind: 'plain' | 'positional-only' | 'rest' | 'keyword-rest';
}

/** The parameters that a signature lists, in order. */
export function parametersOf(builtin: Builtin): readonly BuiltinParameter[] {
  const known = parametersByBuiltin.get(builtin);
  if (known !== undefined) return known;
  const parameters = readParameters(builtin.signature);
  parametersByBuiltin.set(builtin, parameters);
  return parameters;
}

const parametersByBuiltin = new WeakMap<Builtin, readonly BuiltinParameter[]>();

function readParameters(signature: string): readonly BuiltinParameter[] {
  const parts = splitSignature(signature);
  const slash = parts.indexOf('/');
  return parts.flatMap((part, index) => (part === '/' ? [] : [readParameter(part, index < slash)]));
}

function readParameter(part: string, isPositionalOnly: boolean): BuiltinParameter {
  if (part.startsWith('**')) return { name: part.slice(2), kind: 'keyword-rest' };
  if (part.startsWith('*')) return { name: part.slice(1), kind: 'rest' };
  const kind = isPositionalOnly ? 'positional-only' : 'plain';
  const equals = part.indexOf('=');
  if (equals < 0) return { name: part, kind };
  return { name: part.slice(0, equals), defaultValue: part.slice(equals + 1), kind };
}

/** Splits at the commas outside quotes. */
function splitSignature(signature: string): readonly string[] {
  const parts = signature.slice(1, -1).match(/(?:'[^']*'|[^,'])+/g) ?? [];
  return parts.map((part) => part.trim());
}
