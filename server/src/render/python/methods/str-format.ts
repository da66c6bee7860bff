import { PyError } from '../errors.ts';
import { formatValue } from '../format/format-value.ts';
import { type FieldValues, formatFields } from '../format/str-format.ts';
import { getItem } from '../items.ts';
import { type MethodTable, method } from '../method.ts';
import { quote } from '../quote.ts';
import { PyStrSubclass } from '../str-subclass.ts';
import type { KeywordArguments, Value } from '../value.ts';

/** `str.format` and `str.format_map`, whose fields read attributes by the function given. */
export function createFormatMethods(
  getAttribute: FieldValues['getAttribute'],
): MethodTable<string> {
  const format = (self: string, fields: Pick<FieldValues, 'positional' | 'named'>): Value => {
    let whole: PyStrSubclass | undefined;
    const text = formatFields(self, {
      ...fields,
      getAttribute,
      format: (value, specification) => {
        const piece = formatValue(value, specification);
        whole = isUnchanged(value, piece, specification) ? value : undefined;
        return piece;
      },
    });
    return whole?.text === text ? whole : text;
  };
  return new Map([
    [
      'format',
      method<string>('any', [], 0, (self, positional, keywords) =>
        format(self, {
          positional: positional.map((value = null) => value),
          named: (name) => namedValue(keywords, name),
        }),
      ),
    ],
    [
      'format_map',
      method<string>('one', ['mapping'], 1, (self, [mapping = null]) =>
        format(self, { positional: undefined, named: (name) => getItem(mapping, name) }),
      ),
    ],
  ]);
}

/** CPython hands such a value on as it is; where it is all of the result, markup stays markup. */
function isUnchanged(value: Value, piece: string, specification: string): value is PyStrSubclass {
  if (specification === '' || piece === '') return false;
  return value instanceof PyStrSubclass && value.text === piece;
}

/** The keyword argument that a field names; raises KeyError. */
export function namedValue(keywords: KeywordArguments, name: string): Value {
  const value = keywords.get(name);
  if (value !== undefined) return value;
  throw new PyError('KeyError', quote(name));
}
