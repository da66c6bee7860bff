import { PyError } from '../errors.ts';
import { formatValue } from '../format/format-value.ts';
import { type FieldValues, formatFields } from '../format/str-format.ts';
import { getItem } from '../items.ts';
import { type MethodTable, method } from '../method.ts';
import { quote } from '../quote.ts';
import type { KeywordArguments, Value } from '../value.ts';

/** `str.format` and `str.format_map`, whose fields read attributes by the function given. */
export function createFormatMethods(
  getAttribute: FieldValues['getAttribute'],
): MethodTable<string> {
  const shared = { getAttribute, format: formatValue };
  return new Map([
    [
      'format',
      method<string>('any', [], 0, (self, positional, keywords) =>
        formatFields(self, {
          ...shared,
          positional: positional.map((value = null) => value),
          named: (name) => namedValue(keywords, name),
        }),
      ),
    ],
    [
      'format_map',
      method<string>('one', ['mapping'], 1, (self, [mapping = null]) =>
        formatFields(self, {
          ...shared,
          positional: undefined,
          named: (name) => getItem(mapping, name),
        }),
      ),
    ],
  ]);
}

/** The keyword argument that a field names; raises KeyError. */
export function namedValue(keywords: KeywordArguments, name: string): Value {
  const value = keywords.get(name);
  if (value !== undefined) return value;
  throw new PyError('KeyError', quote(name));
}
