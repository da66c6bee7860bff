/**
 * SentencePiece's precompiled normalisation (nmt_nfkc and the like), as the Rust `tokenizers` apply it.
 *
 * The map is a little-endian double-array trie (Darts) behind its size in bytes, then the replacements,
 * each ended by NUL.
 */
export function createCharsmapNormalizer(base64: string): (text: string) => string {
  const bytes = Buffer.from(base64, 'base64');
  const trieSize = bytes.length < 4 ? -1 : bytes.readUInt32LE(0);
  if (trieSize < 4 || trieSize % 4 !== 0 || 4 + trieSize > bytes.length) {
    throw new Error('the precompiled charsmap is damaged');
  }
  const units = Uint32Array.from({ length: trieSize / 4 }, (_, at) =>
    bytes.readUInt32LE(4 + 4 * at),
  );
  const replacements = bytes.subarray(4 + trieSize);
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

  const replace = (text: string): string | undefined => {
    const start = findShortestPrefix(units, Buffer.from(text));
    return start === undefined ? undefined : readReplacement(replacements, start);
  };
  // A short grapheme is looked up whole first, where the shortest matching prefix stands for all of it:
  // so do the Rust `tokenizers`, and models were trained and evaluated with them.
  const normalizeGrapheme = (grapheme: string): string => {
    const whole = Buffer.byteLength(grapheme) < 6 ? replace(grapheme) : undefined;
    return whole ?? Array.from(grapheme, (character) => replace(character) ?? character).join('');
  };
  return (text) => {
    // By way of UTF-8, where unpaired surrogates cannot occur.
    const graphemes = segmenter.segment(Buffer.from(text).toString());
    return Array.from(graphemes, ({ segment }) => normalizeGrapheme(segment)).join('');
  };
}

/** Value of the shortest key that the bytes start with. The bit layout is Darts-clone's. */
function findShortestPrefix(units: Uint32Array, key: Uint8Array): number | undefined {
  let position = offsetOf(units[0] ?? 0);
  for (const byte of key) {
    if (byte === 0) {
      return undefined;
    }
    position ^= byte;
    const unit = units[position] ?? 0;
    if ((unit & 0x800000ff) >>> 0 !== byte) {
      return undefined;
    }
    position ^= offsetOf(unit);
    const hasLeaf = ((unit >>> 8) & 1) === 1;
    if (hasLeaf) {
      return (units[position] ?? 0) & 0x7fffffff;
    }
  }
  return undefined;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

function readReplacement(replacements: Buffer, start: number): string {
  const end = replacements.indexOf(0, start);
  return replacements.toString('utf8', start, end < 0 ? replacements.length : end);
}
