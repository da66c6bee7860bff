import { getAttribute } from '../../python/attributes.ts';
import { PyError } from '../../python/errors.ts';
import { hashKey } from '../../python/hash.ts';
import { asText } from '../../python/str-subclass.ts';
import { typeNameOf } from '../../python/types.ts';
import { Undefined } from '../undefined.ts';
import { contextParameter, pythonFilter } from './define.ts';

/** The attribute alone: unlike `value.name` it never looks for an item. */
export const attr = pythonFilter(
  { name: 'do_attr', implicit: contextParameter, required: ['obj', 'name'] },
  (_context, value, name) => {
    const attribute = asText(name);
    if (attribute === undefined) {
      hashKey(name);
      const found = typeNameOf(name);
      throw new PyError('TypeError', `attribute name must be string, not '${found}'`);
    }
    const found = getAttribute(value, attribute);
    return found === undefined ? Undefined.member(value, name) : found;
  },
);
