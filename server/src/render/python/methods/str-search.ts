/** Where a str occurs in another: the methods of str that look for parts. */
import { codePointCount, isUniform } from '../code-points.ts';
import { PyError } from '../errors.ts';
import { type MethodTable, method } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';
import { type Part, partOf, textArgument } from './str-arguments.ts';

type Arguments = readonly (Value | undefined)[];

const bounds = ['sub', 'start', 'end'];

export const strSearchMethods: MethodTable<string> = new Map([
  ['count', method<string>('parsed', bounds, 1, count)],
  [
    'endswith',
    method<string>('parsed', bounds, 1, (self, args) => matches(self, args, 'endswith')),
  ],
  ['find', method<string>('parsed', bounds, 1, (self, args) => locate(self, args, firstIn))],
  [
    'index',
    method<string>('parsed', bounds, 1, (self, args) => found(locate(self, args, firstIn))),
  ],
  ['removeprefix', method<string>('one', ['prefix'], 1, removePrefix)],
  ['removesuffix', method<string>('one', ['suffix'], 1, removeSuffix)],
  ['rfind', method<string>('parsed', bounds, 1, (self, args) => locate(self, args, lastIn))],
  [
    'rindex',
    method<string>('parsed', bounds, 1, (self, args) => found(locate(self, args, lastIn))),
  ],
  [
    'startswith',
    method<string>('parsed', bounds, 1, (self, args) => matches(self, args, 'startswith')),
  ],
]);

function locate(
  self: string,
  [sub, start, stop]: Arguments,
  search: (text: string, sub: string, part: Part) => number,
): number {
  const part = partOf(self, start, stop);
  const wanted = textArgument(sub);
  const unit = part === undefined ? -1 : search(self, wanted, part);
  return unit <= 0 || isUniform(self) ? unit : codePointCount(self.slice(0, unit));
}

function firstIn(text: string, sub: string, { from, to }: Part): number {
  const unit = text.indexOf(sub, from);
  return unit + sub.length <= to ? unit : -1;
}

function lastIn(text: string, sub: string, { from, to }: Part): number {
  const last = to - sub.length;
  const unit = last < from ? -1 : text.lastIndexOf(sub, last);
  return unit >= from ? unit : -1;
}

function found(position: number): number {
  if (position >= 0) return position;
  throw new PyError('ValueError', 'substring not found');
}

function count(self: string, [sub, start, stop]: Arguments): number {
  const part = partOf(self, start, stop);
  const wanted = textArgument(sub);
  if (part === undefined) return 0;
  const text = self.slice(part.from, part.to);
  return wanted === '' ? codePointCount(text) + 1 : text.split(wanted).length - 1;
}

function matches(self: string, [affix, start, stop]: Arguments, name: string): boolean {
  const part = partOf(self, start, stop);
  const text = part === undefined ? undefined : self.slice(part.from, part.to);
  if (!(affix instanceof PyTuple)) return matchesOne(text, affixText(affix, name), name);
  return affix.items.some((each) => {
    const single = asText(each);
    if (single !== undefined) return matchesOne(text, single, name);
    const kind = typeNameOf(each);
    throw new PyError('TypeError', `tuple for ${name} must only contain str, not ${kind}`);
  });
}

function affixText(affix: Value = null, name: string): string {
  const text = asText(affix);
  if (text !== undefined) return text;
  const kind = typeNameOf(affix);
  throw new PyError('TypeError', `${name} first arg must be str or a tuple of str, not ${kind}`);
}

function matchesOne(text: string | undefined, affix: string, name: string): boolean {
  if (text === undefined) return false;
  return name === 'startswith' ? text.startsWith(affix) : text.endsWith(affix);
}

function removePrefix(self: string, [prefix]: Arguments): string {
  const text = textArgument(prefix, 'removeprefix() argument ');
  return self.startsWith(text) ? self.slice(text.length) : self;
}

function removeSuffix(self: string, [suffix]: Arguments): string {
  const text = textArgument(suffix, 'removesuffix() argument ');
  return text !== '' && self.endsWith(text) ? self.slice(0, -text.length) : self;
}
