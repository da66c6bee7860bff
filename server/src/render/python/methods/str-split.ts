/** The methods of str that take it apart. */
import { PyError } from '../errors.ts';
import { type MethodTable, method } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import { typeNameOf } from '../types.ts';
import { isLineEndUnit, isSpaceUnit } from '../unicode.ts';
import type { Value } from '../value.ts';
import { sizeArgument, smallArgument } from './sequence-arguments.ts';
import { textArgument } from './str-arguments.ts';

type Arguments = readonly (Value | undefined)[];

export const strSplitMethods: MethodTable<string> = new Map([
  ['partition', method<string>('one', ['sep'], 1, partition)],
  ['rpartition', method<string>('one', ['sep'], 1, partitionLast)],
  ['rsplit', method<string>('keywords', ['sep', 'maxsplit'], 0, splitFromEnd)],
  ['split', method<string>('keywords', ['sep', 'maxsplit'], 0, split)],
  ['splitlines', method<string>('keywords', ['keepends'], 0, splitLines)],
]);

function split(self: string, [separator = null, maximum = -1]: Arguments): Value[] {
  const limit = toLimit(maximum);
  if (separator === null) return splitWords(self, limit);
  const mark = separatorText(separator);
  if (limit === Infinity) return self.split(mark);
  const parts: Value[] = [];
  let from = 0;
  for (
    let at = self.indexOf(mark);
    at >= 0 && parts.length < limit;
    at = self.indexOf(mark, from)
  ) {
    parts.push(self.slice(from, at));
    from = at + mark.length;
  }
  parts.push(self.slice(from));
  return parts;
}

function splitFromEnd(self: string, [separator = null, maximum = -1]: Arguments): Value[] {
  const limit = toLimit(maximum);
  if (separator === null) return splitWordsFromEnd(self, limit);
  const mark = separatorText(separator);
  const parts: Value[] = [];
  let to = self.length;
  while (parts.length < limit && to >= mark.length) {
    const at = self.lastIndexOf(mark, to - mark.length);
    if (at < 0) break;
    parts.push(self.slice(at + mark.length, to));
    to = at;
  }
  parts.push(self.slice(0, to));
  return parts.reverse();
}

function toLimit(maximum: Value): number {
  const limit = sizeArgument(maximum);
  return limit < 0 ? Infinity : limit;
}

function separatorText(separator: Value): string {
  const text = asText(separator);
  if (text === undefined) {
    throw new PyError('TypeError', `must be str or None, not ${typeNameOf(separator)}`);
  }
  if (text === '') throw new PyError('ValueError', 'empty separator');
  return text;
}

/** Runs of what is not white space; what the limit leaves over stays whole, with its white space. */
function splitWords(text: string, limit: number): Value[] {
  const words: Value[] = [];
  let at = skip(text, 0, true);
  while (at < text.length && words.length < limit) {
    const end = skip(text, at, false);
    words.push(text.slice(at, end));
    at = skip(text, end, true);
  }
  if (at < text.length) words.push(text.slice(at));
  return words;
}

function splitWordsFromEnd(text: string, limit: number): Value[] {
  const words: Value[] = [];
  let at = skipBack(text, text.length, true);
  while (at > 0 && words.length < limit) {
    const start = skipBack(text, at, false);
    words.push(text.slice(start, at));
    at = skipBack(text, start, true);
  }
  if (at > 0) words.push(text.slice(0, at));
  return words.reverse();
}

function skip(text: string, from: number, isSpace: boolean): number {
  let at = from;
  while (at < text.length && isSpaceUnit(text.charCodeAt(at)) === isSpace) at += 1;
  return at;
}

function skipBack(text: string, from: number, isSpace: boolean): number {
  let at = from;
  while (at > 0 && isSpaceUnit(text.charCodeAt(at - 1)) === isSpace) at -= 1;
  return at;
}

/** Python's line ends, of which `\r\n` is one. */
function splitLines(self: string, [keepEnds = false]: Arguments): Value[] {
  const isKept = smallArgument(keepEnds) !== 0;
  const lines: Value[] = [];
  let from = 0;
  while (from < self.length) {
    let end = from;
    while (end < self.length && !isLineEndUnit(self.charCodeAt(end))) end += 1;
    const next = self.startsWith('\r\n', end) ? end + 2 : end + 1;
    lines.push(self.slice(from, isKept ? next : end));
    from = next;
  }
  return lines;
}

/** Python gives the separator itself back, which may be markup. */
function partition(self: string, [separator]: Arguments): PyTuple {
  const mark = partitionMark(separator);
  const at = self.indexOf(mark);
  if (at < 0) return new PyTuple([self, '', '']);
  return new PyTuple([self.slice(0, at), separator ?? mark, self.slice(at + mark.length)]);
}

function partitionLast(self: string, [separator]: Arguments): PyTuple {
  const mark = partitionMark(separator);
  const at = self.lastIndexOf(mark);
  if (at < 0) return new PyTuple(['', '', self]);
  return new PyTuple([self.slice(0, at), separator ?? mark, self.slice(at + mark.length)]);
}

function partitionMark(separator: Value | undefined): string {
  const mark = textArgument(separator);
  if (mark === '') throw new PyError('ValueError', 'empty separator');
  return mark;
}
