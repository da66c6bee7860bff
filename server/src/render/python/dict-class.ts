import { PyClass } from './class-object.ts';
import { PyDict } from './dict.ts';
import { PyError } from './errors.ts';
import { PyGenericAlias } from './generic-alias.ts';
import { bindMethod } from './method.ts';
import { dictMethods, updateDict } from './methods/dict.ts';
import { unboundMethods } from './unbound-method.ts';
import type { KeywordArguments, Value } from './value.ts';

/** Python's `dict(source, **entries)`. */
export function makeDict(positional: readonly Value[], keywords: KeywordArguments): PyDict {
  const [source, ...surplus] = positional;
  if (surplus.length > 0) {
    const message = `dict expected at most 1 argument, got ${positional.length}`;
    throw new PyError('TypeError', message);
  }
  const dict = new PyDict();
  if (source !== undefined) updateDict(dict, source);
  for (const [name, value] of keywords) dict.set(name, value);
  return dict;
}

const methods = unboundMethods('dict', dictMethods, (value) => value instanceof PyDict);
const fromKeys = bindMethod(new PyDict(), 'fromkeys', dictMethods);

/** The class `dict`. */
export const dictClass = new PyClass({
  qualifiedName: 'dict',
  make: makeDict,
  members: new Map([
    ...methods,
    ...(fromKeys === undefined ? [] : [['fromkeys', fromKeys] as const]),
  ]),
  subscript: (origin, key) => new PyGenericAlias(origin, key),
});
