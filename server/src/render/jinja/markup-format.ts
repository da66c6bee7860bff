import { getAttribute } from '../python/attributes.ts';
import { formatFields } from '../python/format/str-format.ts';
import { getItem } from '../python/items.ts';
import { namedValue } from '../python/methods/str-format.ts';
import type { KeywordArguments, Value } from '../python/value.ts';

/** Writes one field of a format, escaped. */
type FormatField = (value: Value, specification: string) => string;

/** `Markup.format`; markupsafe's `EscapeFormatter`. */
export function formatArguments(
  format: string,
  positional: readonly Value[],
  keywords: KeywordArguments,
  formatField: FormatField,
): string {
  const named = (name: string): Value => namedValue(keywords, name);
  return formatFields(format, { positional, named, getAttribute, format: formatField });
}

/** `Markup.format_map`. */
export function formatMapping(format: string, mapping: Value, formatField: FormatField): string {
  const named = (name: string): Value => getItem(mapping, name);
  return formatFields(format, { positional: [], named, getAttribute, format: formatField });
}
