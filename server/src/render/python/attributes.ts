import { PyBytes } from './bytes.ts';
import { PyComplex } from './complex.ts';
import { PyDecimal } from './decimals/decimal.ts';
import { PyDict } from './dict.ts';
import { PyDictView } from './dict-view.ts';
import { PyFloat } from './float.ts';
import { PyMappingProxy } from './mapping-proxy.ts';
import { bindMethod, type MethodTable, plainMethod } from './method.ts';
import { bytesMethods } from './methods/bytes.ts';
import { decimalData, decimalMethods } from './methods/decimal.ts';
import { dictMethods } from './methods/dict.ts';
import { dictViewMethods } from './methods/dict-view.ts';
import { listMethods } from './methods/list.ts';
import { floatMethods, intMethods, numberData } from './methods/number.ts';
import { rangeData, rangeMethods } from './methods/range.ts';
import { setMethods } from './methods/set.ts';
import { strMethods } from './methods/str.ts';
import { createFormatMethods } from './methods/str-format.ts';
import { tupleMethods } from './methods/tuple.ts';
import { PyRange } from './range.ts';
import { PySet } from './set.ts';
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
  if (Array.isArray(value)) return bindMethod(value, name, listMethods);
  if (value instanceof PyObject) return objectAttribute(value, name);
  if (value === null) return undefined;
  return numberData(value, name) ?? bindMethod(value, name, intMethods);
}

function objectAttribute(value: PyObject, name: string): Value | undefined {
  const own = value.getAttribute(name);
  if (own !== undefined) return own;
  if (value instanceof PyDict) return bindMethod(value, name, dictMethods);
  if (value instanceof PyTuple) return bindMethod(value, name, tupleMethods);
  if (value instanceof PyFloat)
    return numberData(value, name) ?? bindMethod(value, name, floatMethods);
  if (value instanceof PyRange)
    return rangeData(value, name) ?? bindMethod(value, name, rangeMethods);
  if (value instanceof PyStrSubclass) return strAttribute(value.text, name);
  if (value instanceof PyDecimal) {
    return decimalData(value, name) ?? bindMethod(value, name, decimalMethods, 'Decimal');
  }
  if (value instanceof PyDictView && value.isSetLike) {
    return bindMethod(value, name, dictViewMethods);
  }
  if (value instanceof PyBytes) return bindMethod(value, name, bytesMethods);
  if (value instanceof PySet) return bindMethod(value, name, setMethods);
  if (value instanceof PyComplex) return bindMethod(value, name, complexMethods);
  if (value instanceof PyMappingProxy && proxyMethods.has(name)) {
    return bindMethod(value.dict, name, dictMethods, 'mappingproxy');
  }
  return undefined;
}

const complexMethods: MethodTable<PyComplex> = new Map([
  ['conjugate', plainMethod<PyComplex>((self) => new PyComplex(self.real, -self.imaginary))],
]);

const proxyMethods: ReadonlySet<string> = new Set(['copy', 'get', 'items', 'keys', 'values']);

function strAttribute(text: string, name: string): Value | undefined {
  return bindMethod(text, name, strMethods) ?? bindMethod(text, name, formatMethods);
}

const formatMethods = createFormatMethods(getAttribute);
