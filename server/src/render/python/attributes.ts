import { PyDict } from './dict.ts';
import { PyFloat } from './float.ts';
import { BoundMethod, type MethodTable } from './method.ts';
import { dictMethods } from './methods/dict.ts';
import { listMethods } from './methods/list.ts';
import { floatMethods, intMethods, numberData } from './methods/number.ts';
import { rangeData, rangeMethods } from './methods/range.ts';
import { strMethods } from './methods/str.ts';
import { createFormatMethods } from './methods/str-format.ts';
import { tupleMethods } from './methods/tuple.ts';
import { PyRange } from './range.ts';
import { PyStrSubclass } from './str-subclass.ts';
import { PyTuple } from './tuple.ts';
import { PyObject, type Value } from './value.ts';

/**
 * `getattr(value, name)`, or `undefined` where Python raises AttributeError. Names in double underscores are
 * refused: Python answers for them, and that is how templates escape.
 */
export function getAttribute(value: Value, name: string): Value | undefined {
  if (name.startsWith('__')) return undefined;
  if (typeof value === 'string') return strAttribute(value, name);
  if (Array.isArray(value)) return bind(value, name, listMethods);
  if (value instanceof PyObject) return objectAttribute(value, name);
  if (value === null) return undefined;
  return numberData(value, name) ?? bind(value, name, intMethods);
}

function objectAttribute(value: PyObject, name: string): Value | undefined {
  const own = value.getAttribute(name);
  if (own !== undefined) return own;
  if (value instanceof PyDict) return bind(value, name, dictMethods);
  if (value instanceof PyTuple) return bind(value, name, tupleMethods);
  if (value instanceof PyFloat) return numberData(value, name) ?? bind(value, name, floatMethods);
  if (value instanceof PyRange) return rangeData(value, name) ?? bind(value, name, rangeMethods);
  if (value instanceof PyStrSubclass) return strAttribute(value.text, name);
  return undefined;
}

function strAttribute(text: string, name: string): Value | undefined {
  return bind(text, name, strMethods) ?? bind(text, name, formatMethods);
}

const formatMethods = createFormatMethods(getAttribute);

function bind<Self extends Value>(
  self: Self,
  name: string,
  table: MethodTable<Self>,
): Value | undefined {
  const method = table.get(name);
  return method === undefined ? undefined : new BoundMethod(self, name, method);
}
