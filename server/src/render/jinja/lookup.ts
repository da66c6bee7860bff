import { getAttribute } from '../python/attributes.ts';
import { PyError } from '../python/errors.ts';
import { getItem } from '../python/items.ts';
import { asText } from '../python/str-subclass.ts';
import type { Value } from '../python/value.ts';
import { Undefined } from './undefined.ts';

/** `value.name` in a template: the attribute, else the item; Jinja2 3.1.6 Environment.getattr. */
export function environmentGetAttribute(value: Value, name: string): Value {
  const attribute = getAttribute(value, name);
  if (attribute !== undefined) return attribute;
  const item = itemIfAny(value, name);
  return item === undefined ? Undefined.member(value, name) : item;
}

/** `value[key]` in a template: the item, else the attribute; Jinja2 3.1.6 Environment.getitem. */
export function environmentGetItem(value: Value, key: Value): Value {
  const item = itemIfAny(value, key);
  if (item !== undefined) return item;
  const name = asText(key);
  const attribute = name === undefined ? undefined : getAttribute(value, name);
  return attribute === undefined ? Undefined.member(value, key) : attribute;
}

/** The item, or `undefined` where Jinja2 swallows the exception; any other error passes. */
function itemIfAny(value: Value, key: Value): Value | undefined {
  try {
    return getItem(value, key);
  } catch (error) {
    if (error instanceof PyError && isLookupFailure(error.type)) return undefined;
    throw error;
  }
}

/** AttributeError, TypeError and the LookupError family. */
function isLookupFailure(type: string): boolean {
  switch (type) {
    case 'AttributeError':
    case 'TypeError':
    case 'LookupError':
    case 'KeyError':
    case 'IndexError':
      return true;
    default:
      return false;
  }
}
