import {
  capitalize,
  casefold,
  isAllLower,
  isAllUpper,
  isTitle,
  lower,
  swapcase,
  title,
  upper,
} from '../letter-case.ts';
import { type MethodTable, plainMethod } from '../method.ts';
import {
  isAlpha,
  isAlphanumeric,
  isDecimal,
  isDigit,
  isIdentifier,
  isNumeric,
  isPrintable,
  isSpace,
} from '../unicode.ts';
import { strBuildMethods } from './str-build.ts';
import { strEncodeMethods } from './str-encode.ts';
import { strPadMethods } from './str-pad.ts';
import { strSearchMethods } from './str-search.ts';
import { strSplitMethods } from './str-split.ts';

/** The methods of str, but for the formatting ones. */
export const strMethods: MethodTable<string> = new Map([
  ...strBuildMethods,
  ...strEncodeMethods,
  ...strPadMethods,
  ...strSearchMethods,
  ...strSplitMethods,
  ['capitalize', plainMethod(capitalize)],
  ['casefold', plainMethod(casefold)],
  ['isalnum', plainMethod(isAlphanumeric)],
  ['isalpha', plainMethod(isAlpha)],
  ['isascii', plainMethod(isAscii)],
  ['isdecimal', plainMethod(isDecimal)],
  ['isdigit', plainMethod(isDigit)],
  ['isidentifier', plainMethod(isIdentifier)],
  ['islower', plainMethod(isAllLower)],
  ['isnumeric', plainMethod(isNumeric)],
  ['isprintable', plainMethod(isPrintable)],
  ['isspace', plainMethod(isSpace)],
  ['istitle', plainMethod(isTitle)],
  ['isupper', plainMethod(isAllUpper)],
  ['lower', plainMethod(lower)],
  ['swapcase', plainMethod(swapcase)],
  ['title', plainMethod(title)],
  ['upper', plainMethod(upper)],
]);

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 0x7f) return false;
  }
  return true;
}
