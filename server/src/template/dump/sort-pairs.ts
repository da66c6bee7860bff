import type { DumpPair, DumpScalar } from './dump-node.ts';

/** PyYAML's `sort_keys`: by key, or as they stand where Python cannot compare the keys. */
export function sortPairs(pairs: readonly DumpPair[]): readonly DumpPair[] {
  const [first] = pairs;
  if (first === undefined) return pairs;
  if (pairs.every(({ key }) => key.type === 'str')) {
    return pairs.toSorted((a, b) => compareCodePoints(a.key.text, b.key.text));
  }
  const numbers = new Map(pairs.map((pair) => [pair, numberOf(pair.key)]));
  if ([...numbers.values()].includes(undefined)) return pairs;
  return pairs.toSorted((a, b) => ((numbers.get(a) ?? 0) < (numbers.get(b) ?? 0) ? -1 : 1));
}

/** Equal for two keys that are one to a Python dict, such as `1` and `true`. */
export function keyIdentity(key: DumpScalar): string {
  const number = numberOf(key);
  return number === undefined ? `${key.type} ${key.text}` : String(number);
}

/** The number that Python compares the key as. */
function numberOf({ type, text }: DumpScalar): bigint | number | undefined {
  switch (type) {
    case 'int':
      return BigInt(text);
    case 'bool':
      return text === 'true' ? 1n : 0n;
    case 'float': {
      const sign = text.startsWith('-') ? -1 : 1;
      return text.endsWith('.inf') ? sign * Number.POSITIVE_INFINITY : Number(text);
    }
    default:
      return undefined;
  }
}

/** Python's order of texts, which JavaScript's differs from beyond U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    if (a[index] !== b[index]) return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
}
