import { codePoints } from '../../python/code-points.ts';
import { PyDict } from '../../python/dict.ts';
import { PyError } from '../../python/errors.ts';
import { isIterable, toArray } from '../../python/iterate.ts';
import { chargeSize } from '../../python/limits.ts';
import { escapeCodePoint } from '../../python/quote.ts';
import { asText } from '../../python/str-subclass.ts';
import { str } from '../../python/text.ts';
import { typeNameOf } from '../../python/types.ts';
import type { Value } from '../../python/value.ts';
import { each } from '../each.ts';
import { pythonFilter } from './define.ts';

/** A text quoted for a path, or a dict or pairs as a query string. */
export const urlencode = pythonFilter(
  { name: 'do_urlencode', required: ['value'] },
  (_context, value) => {
    if (asText(value) !== undefined || !isIterable(value)) return quoteUrl(str(value));
    const pairs = value instanceof PyDict ? value.entries() : pairsOf(value);
    const fields: string[] = [];
    for (const [key, item] of pairs) fields.push(`${quoteField(key)}=${quoteField(item)}`);
    return fields.join('&');
  },
);

function* pairsOf(value: Value): Generator<[Value, Value]> {
  for (const pair of each(value)) yield unpackPair(pair);
}

/** `key, item = pair`. */
function unpackPair(pair: Value): [Value, Value] {
  if (!isIterable(pair)) {
    throw new PyError('TypeError', `cannot unpack non-iterable ${typeNameOf(pair)} object`);
  }
  const [key, item, ...surplus] = toArray(pair);
  if (key === undefined || item === undefined) {
    const got = key === undefined ? 0 : 1;
    throw new PyError('ValueError', `not enough values to unpack (expected 2, got ${got})`);
  }
  if (surplus.length === 0) return [key, item];
  throw new PyError('ValueError', 'too many values to unpack (expected 2)');
}

/** As `quoteUrl` for a query string: slashes are quoted and blanks become `+`. */
function quoteField(value: Value): string {
  return quoteUrl(str(value)).replaceAll('/', '%2F').replaceAll('%20', '+');
}

/** Python's `quote`: the UTF-8 bytes in percent notation, but for letters, digits and `_.-~/`. */
function quoteUrl(text: string): string {
  refuseLoneSurrogates(text);
  chargeSize(text.length * 3);
  return encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function refuseLoneSurrogates(text: string): void {
  const match = /\p{Surrogate}/u.exec(text);
  if (match === null) return;
  const position = codePoints(text.slice(0, match.index)).length;
  const character = escapeCodePoint(match[0].charCodeAt(0));
  throw new PyError(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '${character}' in position ${position}: surrogates not allowed`,
  );
}
