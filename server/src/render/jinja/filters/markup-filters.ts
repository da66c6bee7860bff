import { PyError } from '../../python/errors.ts';
import { toArray } from '../../python/iterate.ts';
import { asText } from '../../python/str-subclass.ts';
import { repr, str } from '../../python/text.ts';
import { truth } from '../../python/truth.ts';
import { PyTuple } from '../../python/tuple.ts';
import { typeNameOf } from '../../python/types.ts';
import type { Value } from '../../python/value.ts';
import { callMethod } from '../call.ts';
import { escapeHtml, isMarkup, Markup } from '../markup.ts';
import { stripTags } from '../strip-tags.ts';
import { Undefined } from '../undefined.ts';
import { contextParameter, pythonFilter } from './define.ts';

export const escaped = pythonFilter(
  { name: 'escape', required: ['s'], positionalOnly: true },
  (_context, s) => escapeHtml(s),
);

/** Escapes markup too. */
export const forceescape = pythonFilter(
  { name: 'do_forceescape', required: ['value'] },
  (_context, value) => escapeHtml(str(value)),
);

export const safe = pythonFilter(
  { name: 'do_mark_safe', required: ['value'] },
  (_context, value) => (isMarkup(value) ? value : new Markup(str(value))),
);

export const striptags = pythonFilter(
  { name: 'do_striptags', required: ['value'] },
  (_context, value) => stripTags(str(value)),
);

/** ` name="value"` for each entry that is neither none nor undefined. */
export const xmlattr = pythonFilter(
  {
    name: 'do_xmlattr',
    implicit: contextParameter,
    required: ['d'],
    optional: ['autospace'],
  },
  ({ autoescape }, d, autospace: Value = true) => {
    const attributes = toArray(callMethod(d, 'items')).flatMap(attributeText);
    const space = attributes.length > 0 && truth(autospace) ? ' ' : '';
    const text = space + attributes.join(' ');
    return autoescape ? new Markup(text) : text;
  },
);

function attributeText(entry: Value): string[] {
  const [key = null, value = null] = entry instanceof PyTuple ? entry.items : [];
  if (value === null || value instanceof Undefined) return [];
  const name = asText(key);
  if (name === undefined) {
    const message = `expected string or bytes-like object, got '${typeNameOf(key)}'`;
    throw new PyError('TypeError', message);
  }
  if (/[ \t\n\r\f\v/>=]/.test(name)) {
    throw new PyError('ValueError', `Invalid character in attribute name: ${repr(key)}`);
  }
  return [`${escapeHtml(key).text}="${escapeHtml(value).text}"`];
}
