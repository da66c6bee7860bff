/**
 * Python counts a str in code points, JavaScript in UTF-16 units; the two agree for text without surrogates,
 * which is nearly all text and takes the short way.
 */

const surrogate = /[\ud800-\udfff]/;

/** Whether units and code points agree in this text. */
export function isUniform(text: string): boolean {
  return !surrogate.test(text);
}

/** `len(text)`. */
export function codePointCount(text: string): number {
  if (isUniform(text)) return text.length;
  let count = 0;
  for (let unit = 0; unit < text.length; unit = nextCodePoint(text, unit)) count += 1;
  return count;
}

/** The characters of the text as Python sees them. */
export function codePoints(text: string): string[] {
  return isUniform(text) ? text.split('') : Array.from(text);
}

/** The unit at which the code point of that index starts; the length beyond the end. */
export function unitIndex(text: string, index: number): number {
  if (isUniform(text)) return Math.min(index, text.length);
  let unit = 0;
  for (let at = 0; at < index && unit < text.length; at += 1) unit = nextCodePoint(text, unit);
  return unit;
}

/** The unit after the code point that starts at this one. */
function nextCodePoint(text: string, unit: number): number {
  const isPair = (text.codePointAt(unit) ?? 0) > 0xffff;
  return isPair ? unit + 2 : unit + 1;
}

/** Three-way order of two texts by code point. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Surrogates rank above all other units, since they spell the code points from U+10000 on. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
