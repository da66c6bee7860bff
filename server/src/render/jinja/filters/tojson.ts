import { chargeSize } from '../../python/limits.ts';
import type { Value } from '../../python/value.ts';
import { Markup } from '../markup.ts';
import { contextParameter, pythonFilter } from './define.ts';
import { dumpJson } from './json.ts';

/** JSON with sorted keys, safe inside HTML but for double-quoted attributes. */
export const tojson = pythonFilter(
  {
    name: 'do_tojson',
    implicit: contextParameter,
    required: ['value'],
    optional: ['indent'],
  },
  (_context, value, indent: Value = null) => {
    const json = dumpJson(value, indent);
    const safe = json.replace(/[<>&']/g, toUnicodeEscape);
    chargeSize(safe.length);
    return new Markup(safe);
  },
);

function toUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
