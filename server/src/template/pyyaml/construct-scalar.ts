import type { YamlValue } from '../template-file.ts';
import { constructFloat, constructInt } from './python-number.ts';
import { constructTimestamp } from './timestamp.ts';

/** The scalar types of `FullLoader`, by the short name of their tag. */
export type ScalarType =
  | 'binary'
  | 'bool'
  | 'complex'
  | 'float'
  | 'int'
  | 'null'
  | 'str'
  | 'timestamp';

/** PyYAML's value of a scalar's text, or what is wrong with it where PyYAML raises. */
export function constructScalar(
  type: ScalarType,
  text: string,
): YamlValue | { readonly type: 'refused'; readonly message: string } {
  const value = CONSTRUCTORS[type](text);
  if (value !== undefined) return value;
  return {
    type: 'refused',
    message: `Expected ${EXPECTATIONS[type]}. Correct it, or put it in quotes to make it text.`,
  };
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
  ['on', true],
  ['off', false],
]);

const CONSTRUCTORS: Readonly<Record<ScalarType, (text: string) => YamlValue | undefined>> = {
  str: (text) => ({ type: 'str', text }),
  null: () => ({ type: 'none' }),
  bool: (text) => {
    const value = BOOLEANS.get(text.toLowerCase());
    return value === undefined ? undefined : { type: 'bool', value };
  },
  int: (text) => {
    const value = constructInt(text);
    return value === undefined ? undefined : { type: 'int', value };
  },
  float: (text) => {
    const value = constructFloat(text);
    return value === undefined ? undefined : { type: 'float', value };
  },
  timestamp: (text) => {
    const pythonType = constructTimestamp(text);
    return pythonType === undefined ? undefined : { type: 'other', pythonType };
  },
  binary: (text) => (isBase64(text) ? { type: 'other', pythonType: 'bytes' } : undefined),
  complex: (text) => (isComplex(text) ? { type: 'other', pythonType: 'complex' } : undefined),
};

const EXPECTATIONS: Readonly<Record<ScalarType, string>> = {
  str: 'text',
  null: '`null`',
  bool: '`true` or `false`',
  int: 'a whole number',
  float: 'a number',
  timestamp: 'a date that exists, such as `2024-02-29`',
  binary: 'base64 data',
  complex: 'a complex number such as `1+2j`',
};

/** Whether Python's lenient `binascii.a2b_base64` reads the text. */
function isBase64(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the range that Python encodes.
  if (!/^[\x00-\x7f]*$/.test(text)) return false;
  let inGroup = 0;
  let padding = 0;
  for (const character of text.replace(/[^A-Za-z0-9+/=]/g, '')) {
    if (character === '=') {
      padding += 1;
      if (inGroup >= 2 && inGroup + padding >= 4) return true;
    } else {
      padding = 0;
      inGroup = (inGroup + 1) % 4;
    }
  }
  return inGroup === 0;
}

function isComplex(text: string): boolean {
  const number = String.raw`(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|inf(?:inity)?|nan`;
  const inner = `[-+]?(?:${number})|(?:[-+]?(?:${number}))?[-+](?:${number})?j|(?:${number})?j`;
  return new RegExp(String.raw`^\s*(?:${inner}|\(\s*(?:${inner})\s*\))\s*$`, 'i').test(text);
}
