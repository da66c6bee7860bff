import { capitalize, casefold, lower, swapcase, title, upper } from '../letter-case.ts';
import { type MethodTable, plainMethod } from '../method.ts';

/** The methods of str. */
export const strMethods: MethodTable<string> = new Map([
  ['capitalize', plainMethod(capitalize)],
  ['casefold', plainMethod(casefold)],
  ['lower', plainMethod(lower)],
  ['swapcase', plainMethod(swapcase)],
  ['title', plainMethod(title)],
  ['upper', plainMethod(upper)],
]);
