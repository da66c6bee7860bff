import { PyError } from '../../python/errors.ts';
import { toArray } from '../../python/iterate.ts';
import { asText } from '../../python/str-subclass.ts';
import { repr, str } from '../../python/text.ts';
import { truth } from '../../python/truth.ts';
import { typeNameOf } from '../../python/types.ts';
import { isSpaceUnit } from '../../python/unicode.ts';
import type { Value } from '../../python/value.ts';
import { callMethod } from '../call.ts';
import { each } from '../each.ts';
import { escapeHtml, Markup } from '../markup.ts';
import { contextParameter, pythonFilter } from './define.ts';
import { linkWord } from './link-word.ts';

/** Turns addresses in a text into links. */
export const urlize = pythonFilter(
  {
    name: 'do_urlize',
    implicit: contextParameter,
    required: ['value'],
    optional: ['trim_url_limit', 'nofollow', 'target', 'rel', 'extra_schemes'],
  },
  (
    { autoescape },
    value,
    limit: Value = null,
    nofollow: Value = false,
    target: Value = null,
    rel: Value = null,
    extraSchemes: Value = null,
  ) => {
    const style = {
      attributes: relationAttribute(rel, truth(nofollow)) + targetAttribute(target),
      limit,
      schemes: truth(extraSchemes) ? [...each(extraSchemes)].map(toScheme) : [],
    };
    const linked = splitAtSpace(escapeHtml(value).text).map((word) => linkWord(word, style));
    const result = linked.join('');
    return autoescape ? new Markup(result) : result;
  },
);

/** Sorted, with `noopener`, which Jinja2's policies always add. */
function relationAttribute(rel: Value, isNofollow: boolean): string {
  const given = truth(rel) ? toArray(callMethod(rel, 'split')).map(str) : [];
  const relations = new Set([...given, 'noopener', ...(isNofollow ? ['nofollow'] : [])]);
  return ` rel="${escapeHtml([...relations].sort().join(' ')).text}"`;
}

function targetAttribute(target: Value): string {
  return truth(target) ? ` target="${escapeHtml(target).text}"` : '';
}

function toScheme(value: Value): string {
  const scheme = asText(value);
  if (scheme === undefined) {
    const found = typeNameOf(value);
    throw new PyError('TypeError', `expected string or bytes-like object, got '${found}'`);
  }
  if (/^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u.test(scheme)) return scheme;
  throw new PyError('FilterArgumentError', `${repr(value)} is not a valid URI scheme prefix.`);
}

/** Words and the white space between them, in turn. */
function splitAtSpace(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const isSame = isSpaceUnit(text.charCodeAt(at)) === isSpaceUnit(text.charCodeAt(start));
    if (at < text.length && isSame) continue;
    parts.push(text.slice(start, at));
    start = at;
  }
  return parts;
}
