import { getAttribute } from '../python/attributes.ts';
import { asText } from '../python/str-subclass.ts';
import { str } from '../python/text.ts';
import { missingAttributeOf } from '../python/types.ts';
import { noKeywords, PyCallable, type Value } from '../python/value.ts';

/** `value.name(…)` as Python code writes it: a missing method is an AttributeError. */
export function callMethod(value: Value, name: string, ...positional: Value[]): Value {
  return methodOf(value, name).call(positional, noKeywords);
}

/** `value.name` as Python code writes it before a call. */
export function methodOf(value: Value, name: string): PyCallable {
  const method = getAttribute(value, name);
  if (method instanceof PyCallable) return method;
  throw missingAttributeOf(value, name);
}

/** A str as it is, markup included; anything else as its text; markupsafe's `soft_str`. */
export function softStr(value: Value): Value {
  return asText(value) === undefined ? str(value) : value;
}
