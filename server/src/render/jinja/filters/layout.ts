import { add, multiply, subtract } from '../../python/arithmetic.ts';
import { PyError } from '../../python/errors.ts';
import { getItem, getSlice } from '../../python/items.ts';
import { toArray } from '../../python/iterate.ts';
import { length as lengthOf } from '../../python/length.ts';
import { chargeSize } from '../../python/limits.ts';
import { order } from '../../python/order.ts';
import { asText } from '../../python/str-subclass.ts';
import { str } from '../../python/text.ts';
import { truth } from '../../python/truth.ts';
import { PyTuple } from '../../python/tuple.ts';
import { typeNameOf } from '../../python/types.ts';
import { noKeywords, type Value } from '../../python/value.ts';
import { callMethod, methodOf } from '../call.ts';
import { isMarkup, Markup } from '../markup.ts';
import { Undefined } from '../undefined.ts';
import { contextParameter, pythonFilter } from './define.ts';
import { wrapParagraph } from './wrap-paragraph.ts';

/** Keeps what exceeds the length by the leeway at most; else cuts, at a blank unless told to kill words. */
export const truncate = pythonFilter(
  {
    name: 'do_truncate',
    implicit: contextParameter,
    required: ['s'],
    optional: ['length', 'killwords', 'end', 'leeway'],
  },
  (
    _context,
    s,
    length: Value = 255,
    killwords: Value = false,
    end: Value = '...',
    leeway: Value = null,
  ) => {
    const tolerance = leeway === null ? defaultLeeway : leeway;
    const endLength = lengthOf(end);
    assertAtLeast('length', length, endLength);
    assertAtLeast('leeway', tolerance, 0);
    if (order('<=', lengthOf(s), add(length, tolerance))) return s;
    const kept = getSlice(s, null, subtract(length, endLength), null);
    if (truth(killwords)) return add(kept, end);
    return add(getItem(callMethod(kept, 'rsplit', ' ', 1), 0), end);
  },
);

/** `policies['truncate.leeway']`. */
const defaultLeeway = 5;

function assertAtLeast(name: string, value: Value, least: number): void {
  if (order('>=', value, least)) return;
  throw new PyError('AssertionError', `expected ${name} >= ${least}, got ${str(value)}`);
}

/** Blanks, or a text, before every line but the first and the empty ones. */
export const indent = pythonFilter(
  { name: 'do_indent', required: ['s'], optional: ['width', 'first', 'blank'] },
  (_context, s, width: Value = 4, first: Value = false, blank: Value = false) => {
    const margin = asText(width) ?? str(multiply(' ', width));
    const text = asText(s);
    if (text === undefined) throw notLines(s);
    const lines = toArray(callMethod(`${text}\n`, 'splitlines')).map(str);
    chargeSize(text.length + lines.length * margin.length);
    const isBlankIndented = truth(blank);
    const [start = '', ...rest] = lines;
    const indented = rest.map((line) => (line !== '' || isBlankIndented ? margin + line : line));
    const result = [truth(first) ? margin + start : start, ...indented].join('\n');
    return isMarkup(s) ? new Markup(result) : result;
  },
);

/** What Python raises at `s += newline` and the `splitlines` after it. */
function notLines(value: Value): PyError {
  if (value instanceof Undefined) return value.error();
  const typeName = typeNameOf(value);
  if (typeName === 'list') {
    return new PyError('AttributeError', "'list' object has no attribute 'splitlines'");
  }
  if (value instanceof PyTuple) {
    return new PyError('TypeError', 'can only concatenate tuple (not "str") to tuple');
  }
  const message = `unsupported operand type(s) for +=: '${typeName}' and 'str'`;
  return new PyError('TypeError', message);
}

/** Python's `textwrap.wrap` on each line. */
export const wordwrap = pythonFilter(
  {
    name: 'do_wordwrap',
    implicit: contextParameter,
    required: ['s'],
    optional: ['width', 'break_long_words', 'wrapstring', 'break_on_hyphens'],
  },
  (
    _context,
    s,
    width: Value = 79,
    breakLongWords: Value = true,
    wrapstring: Value = null,
    breakOnHyphens: Value = true,
  ) => {
    const separator = wrapstring === null ? '\n' : wrapstring;
    const how = {
      width,
      breaksLongWords: truth(breakLongWords),
      breaksOnHyphens: truth(breakOnHyphens),
      splitsAtHyphens: breakOnHyphens === true,
    };
    const join = methodOf(separator, 'join');
    const paragraphs = toArray(callMethod(s, 'splitlines'));
    const wrapped = paragraphs.map((line) =>
      callMethod(separator, 'join', wrapParagraph(str(line), how)),
    );
    return join.call([wrapped], noKeywords);
  },
);
