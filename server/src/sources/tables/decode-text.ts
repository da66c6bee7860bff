/** The bytes as text, or a sentence on the byte that is wrong. A byte order mark may begin the first line. */
export function decodeText(
  bytes: Uint8Array,
  line: number,
): { readonly text: string } | { readonly message: string } {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: line > 1 });
    return { text: decoder.decode(bytes) };
  } catch {
    const column = firstBadByte(bytes) + 1;
    return { message: `The line is not UTF-8 text: the byte at column ${column} does not fit.` };
  }
}

/** Offset of the first byte that no UTF-8 text can hold there. */
function firstBadByte(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let offset = 0;
  for (const character of text) {
    const expected = encoder.encode(character);
    if (expected.some((byte, index) => bytes[offset + index] !== byte)) return offset;
    offset += expected.length;
  }
  return offset;
}
