import { isSpaceUnit } from '../python/unicode.ts';
import { unescapeHtml } from './unescape-html.ts';

/** Removes comments and tags, makes white space single blanks and resolves entities; markupsafe 3.0 `striptags`. */
export function stripTags(text: string): string {
  const bare = removeBetween(removeBetween(text, '<!--', '-->'), '<', '>');
  return unescapeHtml(singleBlanks(bare));
}

/**
 * Removes the first opening mark up to the closing mark after it, again and again; what a removal brings together can
 * be an opening mark too. One pass, since a text of many marks may be long.
 */
function removeBetween(text: string, open: string, close: string): string {
  if (!text.includes(open)) return text;
  const kept: string[] = [];
  for (let at = 0; at < text.length; ) {
    kept.push(text.charAt(at));
    at += 1;
    if (!endsWith(kept, open)) continue;
    const end = endOf(text, at, open, close);
    if (end === undefined) return kept.join('') + text.slice(at);
    kept.length -= open.length;
    at = end;
  }
  return kept.join('');
}

function endsWith(characters: readonly string[], mark: string): boolean {
  if (characters.at(-1) !== mark.at(-1)) return false;
  return characters.slice(-mark.length).join('') === mark;
}

/** Where the closing mark ends; it may share characters with the opening mark, which ends at `at`. */
function endOf(text: string, at: number, open: string, close: string): number | undefined {
  const shared = (open + text.slice(at, at + close.length - 1)).indexOf(close);
  if (shared >= 0) return at + shared + close.length - open.length;
  const found = text.indexOf(close, at);
  return found < 0 ? undefined : found + close.length;
}

/** Python's `' '.join(text.split())`. */
function singleBlanks(text: string): string {
  const words: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && !isSpaceUnit(text.charCodeAt(end))) end += 1;
    if (end > start) words.push(text.slice(start, end));
    start = end + 1;
  }
  return words.join(' ');
}
