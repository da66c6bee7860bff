/** The methods of str that fill or trim its ends. */
import { codePointCount } from '../code-points.ts';
import { PyError } from '../errors.ts';
import { chargeSize } from '../limits.ts';
import { type MethodTable, method } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { bothSides, type Sides, trim, trimCharacters } from '../trim.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';
import { sizeArgument, smallArgument } from './sequence-arguments.ts';

type Arguments = readonly (Value | undefined)[];

const startOnly: Sides = { start: true, end: false };
const endOnly: Sides = { start: false, end: true };

export const strPadMethods: MethodTable<string> = new Map([
  ['center', method<string>('positional', ['width', 'fillchar'], 1, center)],
  ['expandtabs', method<string>('keywords', ['tabsize'], 0, expandTabs)],
  ['ljust', method<string>('positional', ['width', 'fillchar'], 1, alignLeft)],
  [
    'lstrip',
    method<string>('positional', ['chars'], 0, (self, args) =>
      strip(self, args, startOnly, 'lstrip'),
    ),
  ],
  ['rjust', method<string>('positional', ['width', 'fillchar'], 1, alignRight)],
  [
    'rstrip',
    method<string>('positional', ['chars'], 0, (self, args) =>
      strip(self, args, endOnly, 'rstrip'),
    ),
  ],
  [
    'strip',
    method<string>('positional', ['chars'], 0, (self, args) =>
      strip(self, args, bothSides, 'strip'),
    ),
  ],
  ['zfill', method<string>('one', ['width'], 1, zeroFill)],
]);

function strip(self: string, [characters = null]: Arguments, sides: Sides, name: string): string {
  if (characters === null) return trim(self, sides);
  const set = asText(characters);
  if (set === undefined) throw new PyError('TypeError', `${name} arg must be None or str`);
  return trimCharacters(self, set, sides);
}

function alignLeft(self: string, args: Arguments): string {
  const [missing, fill] = padding(self, args);
  return self + fill.repeat(missing);
}

function alignRight(self: string, args: Arguments): string {
  const [missing, fill] = padding(self, args);
  return fill.repeat(missing) + self;
}

/** The odd character goes left when the width is odd, right when it is even. */
function center(self: string, args: Arguments): string {
  const [missing, fill, width] = padding(self, args);
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return fill.repeat(left) + self + fill.repeat(missing - left);
}

/** How many characters the width asks for, which ones, and the width. */
function padding(self: string, [width = null, fill = ' ']: Arguments): [number, string, number] {
  const wanted = sizeArgument(width);
  const character = fillCharacter(fill);
  const missing = Math.max(0, wanted - codePointCount(self));
  if (missing > 0) chargeSize(wanted);
  return [missing, character, wanted];
}

function fillCharacter(fill: Value): string {
  const character = asText(fill);
  if (character === undefined) {
    const found = typeNameOf(fill);
    throw new PyError('TypeError', `The fill character must be a unicode character, not ${found}`);
  }
  if (codePointCount(character) === 1) return character;
  throw new PyError('TypeError', 'The fill character must be exactly one character long');
}

function zeroFill(self: string, [width = null]: Arguments): string {
  const [missing] = padding(self, [width]);
  const sign = self.startsWith('-') || self.startsWith('+') ? self.charAt(0) : '';
  return sign + '0'.repeat(missing) + self.slice(sign.length);
}

function expandTabs(self: string, [tabSize = 8]: Arguments): string {
  const size = smallArgument(tabSize);
  let [text, column] = ['', 0];
  for (const character of self) {
    const blanks = character === '\t' ? (size > 0 ? size - (column % size) : 0) : undefined;
    if (blanks !== undefined) chargeSize(text.length + blanks);
    text += blanks === undefined ? character : ' '.repeat(blanks);
    column = character === '\n' || character === '\r' ? 0 : column + (blanks ?? 1);
  }
  return text;
}
