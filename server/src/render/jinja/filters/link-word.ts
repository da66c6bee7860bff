import { codePointCount } from '../../python/code-points.ts';
import { getSlice } from '../../python/items.ts';
import { order } from '../../python/order.ts';
import { str } from '../../python/text.ts';
import type { Value } from '../../python/value.ts';

export interface LinkStyle {
  /** What every link carries, each with a blank before it. */
  readonly attributes: string;
  /** How many characters of an address are shown; None for all. */
  readonly limit: Value;
  /** Prefixes beside the usual ones that make a link. */
  readonly schemes: readonly string[];
}

/** A word of escaped text, as a link if it is an address; brackets and full stops around it stay outside. */
export function linkWord(word: string, style: LinkStyle): string {
  const head = /^(?:[(<]|&lt;)+/.exec(word)?.[0] ?? '';
  const tailStart = Math.max(head.length, startOfTail(word));
  const { middle, tail } = balance(word.slice(head.length, tailStart), word.slice(tailStart));
  return head + linkAddress(middle, style) + tail;
}

/** Where the closing brackets, full stops and commas at the end begin. */
function startOfTail(word: string): number {
  let end = word.length;
  while (end > 0) {
    if (').>,'.includes(word.charAt(end - 1))) end -= 1;
    else if (word.endsWith('&gt;', end)) end -= 4;
    else break;
  }
  return end;
}

const brackets = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;

/** Closing brackets that the address itself opened go back to it, with what stands before them. */
function balance(middle: string, tail: string): { middle: string; tail: string } {
  let inner = middle;
  let rest = tail;
  for (const [open, close] of brackets) {
    const opened = count(inner, open);
    if (opened <= count(inner, close)) continue;
    const moved = Math.min(opened, count(rest, close));
    let end = 0;
    for (let time = 0; time < moved; time += 1) end = rest.indexOf(close, end) + close.length;
    inner += rest.slice(0, end);
    rest = rest.slice(end);
  }
  return { middle: inner, tail: rest };
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function linkAddress(text: string, { attributes, limit, schemes }: LinkStyle): string {
  if (webAddress.test(text)) {
    const hasScheme = text.startsWith('https://') || text.startsWith('http://');
    const href = hasScheme ? text : `https://${text}`;
    return `<a href="${href}"${attributes}>${shorten(text, limit)}</a>`;
  }
  if (text.startsWith('mailto:') && isMailAddress(text.slice(7))) {
    return `<a href="${text}">${text.slice(7)}</a>`;
  }
  if (isBareMailAddress(text)) return `<a href="mailto:${text}">${text}</a>`;
  return linkSchemes(text, schemes, attributes);
}

function shorten(text: string, limit: Value): string {
  if (limit === null || !order('>', codePointCount(text), limit)) return text;
  return `${str(getSlice(text, null, limit, null))}...`;
}

/** Every scheme is tried on what the ones before it made of the text. */
function linkSchemes(text: string, schemes: readonly string[], attributes: string): string {
  let linked = text;
  for (const scheme of schemes) {
    if (linked === scheme || !linked.startsWith(scheme)) continue;
    linked = `<a href="${linked}"${attributes}>${linked}</a>`;
  }
  return linked;
}

function isBareMailAddress(text: string): boolean {
  if (!text.includes('@') || text.includes(':')) return false;
  return !text.startsWith('www.') && !text.startsWith('@') && isMailAddress(text);
}

/** Something, `@`, and names with a dot between. */
function isMailAddress(text: string): boolean {
  return /^.+@[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.[\p{L}\p{N}_]+$/su.test(text);
}

/** `http(s)://` or `www.` and a domain, a domain of the first ones, or an IP address; then port and path. */
const webAddress = new RegExp(
  [
    '^(?:',
    '(?:https?://|www\\.)(?:(?:[\\p{L}\\p{N}_%-]+\\.)+)?(?:[a-z]{2,63}|xn--[\\p{L}\\p{N}_%]{2,59})',
    '|(?:[\\p{L}\\p{N}_%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)',
    '|https?://(?:',
    '\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}',
    '|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}\\]',
    ')',
    ')(?::\\p{Nd}{1,5})?(?:[/?#].*)?$',
  ].join(''),
  'isu',
);
