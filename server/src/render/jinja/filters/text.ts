import { modulo } from '../../python/arithmetic.ts';
import { PyDict } from '../../python/dict.ts';
import { PyError } from '../../python/errors.ts';
import { chargeSize } from '../../python/limits.ts';
import { str } from '../../python/text.ts';
import { PyTuple } from '../../python/tuple.ts';
import type { Value } from '../../python/value.ts';
import { callMethod, softStr } from '../call.ts';
import { each } from '../each.ts';
import type { Filter } from '../environment.ts';
import { escapeHtml, isMarkup } from '../markup.ts';
import { attributeGetter, type Getter } from './attribute-path.ts';
import { contextParameter, pythonFilter, refuseNames } from './define.ts';

export const upper = methodFilter('do_upper', 'upper');
export const lower = methodFilter('do_lower', 'lower');
export const capitalize = methodFilter('do_capitalize', 'capitalize');

function methodFilter(name: string, method: string): Filter {
  return pythonFilter({ name, required: ['s'] }, (_context, s) => callMethod(softStr(s), method));
}

export const string = pythonFilter(
  { name: 'soft_str', required: ['s'], positionalOnly: true },
  (_context, s) => softStr(s),
);

export const center = pythonFilter(
  { name: 'do_center', required: ['value'], optional: ['width'] },
  (_context, value, width: Value = 80) => callMethod(softStr(value), 'center', width),
);

export const trim = pythonFilter(
  { name: 'do_trim', required: ['value'], optional: ['chars'] },
  (_context, value, chars: Value = null) => callMethod(softStr(value), 'strip', chars),
);

export const replace = pythonFilter(
  {
    name: 'do_replace',
    implicit: contextParameter,
    required: ['s', 'old', 'new'],
    optional: ['count'],
  },
  ({ autoescape }, s, old, replacement, count: Value = null) => {
    const limit = count === null ? -1 : count;
    if (!autoescape) return callMethod(str(s), 'replace', str(old), str(replacement), limit);
    const needsEscape = isMarkup(old) || (isMarkup(replacement) && !isMarkup(s));
    const subject = needsEscape ? escapeHtml(s) : softStr(s);
    return callMethod(subject, 'replace', softStr(old), softStr(replacement), limit);
  },
);

/** `'%s' | format(x)`: positional arguments as a tuple, or keyword arguments as a dict. */
export const format: Filter = (_context, value, positional, keywords) => {
  refuseNames('do_format', ['value'], keywords);
  if (positional.length > 0 && keywords.size > 0) {
    throw new PyError(
      'FilterArgumentError',
      "can't handle positional and keyword arguments at the same time",
    );
  }
  const values = keywords.size > 0 ? PyDict.from(keywords) : new PyTuple(positional);
  return modulo(softStr(value), values);
};

export const join = pythonFilter(
  {
    name: 'sync_do_join',
    implicit: contextParameter,
    required: ['value'],
    optional: ['d', 'attribute'],
  },
  ({ autoescape }, value, separator: Value = '', attribute: Value = null) => {
    const toPart = attributeGetter(attribute);
    return autoescape
      ? joinEscaping(value, separator, toPart)
      : joinText(value, str(separator), toPart);
  },
);

function joinText(value: Value, separator: string, toPart: Getter): string {
  const parts: string[] = [];
  let size = 0;
  for (const item of each(value)) {
    const part = str(toPart(item));
    size += part.length + separator.length;
    chargeSize(size);
    parts.push(part);
  }
  return parts.join(separator);
}

/** Once the separator or an item is markup, the others are escaped. */
function joinEscaping(value: Value, separator: Value, toPart: Getter): Value {
  const parts: Value[] = [];
  for (const item of each(value)) parts.push(softStr(toPart(item)));
  const isPlain = !isMarkup(separator) && !parts.some(isMarkup);
  const joiner = isPlain ? str(separator) : escapeHtml(separator);
  return callMethod(joiner, 'join', parts);
}
