import { PyBytes } from '../bytes.ts';
import { encode } from '../codecs.ts';
import { type MethodTable, method } from '../method.ts';
import type { Value } from '../value.ts';
import { textArgument } from './str-arguments.ts';

export const strEncodeMethods: MethodTable<string> = new Map([
  [
    'encode',
    method<string>('keywords', ['encoding', 'errors'], 0, (self, args) => {
      const { encoding, errors } = codecArguments('encode', args);
      return new PyBytes(encode(self, encoding, errors));
    }),
  ],
]);

/** The arguments of `encode` and `decode`. */
export function codecArguments(
  name: string,
  [encoding = 'utf-8', errors = 'strict']: readonly (Value | undefined)[],
) {
  return {
    encoding: textArgument(encoding, `${name}() argument 'encoding' `),
    errors: textArgument(errors, `${name}() argument 'errors' `),
  };
}
