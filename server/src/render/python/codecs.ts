/** The encodings that texts and bytes are converted with: UTF-8, UTF-16, ASCII and Latin-1. */
import { codePoints } from './code-points.ts';
import { PyError } from './errors.ts';
import { chargeSize } from './limits.ts';
import { escapeCodePoint } from './quote.ts';

type Encoding = 'utf-8' | 'utf-8-sig' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-16-le' | 'utf-16-be';

const aliases: ReadonlyMap<string, Encoding> = new Map([
  ['utf_8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['u8', 'utf-8'],
  ['utf', 'utf-8'],
  ['cp65001', 'utf-8'],
  ['utf_8_sig', 'utf-8-sig'],
  ['ascii', 'ascii'],
  ['us_ascii', 'ascii'],
  ['646', 'ascii'],
  ['latin_1', 'latin-1'],
  ['latin1', 'latin-1'],
  ['latin', 'latin-1'],
  ['l1', 'latin-1'],
  ['iso_8859_1', 'latin-1'],
  ['iso8859_1', 'latin-1'],
  ['8859', 'latin-1'],
  ['utf_16', 'utf-16'],
  ['utf16', 'utf-16'],
  ['u16', 'utf-16'],
  ['utf_16_le', 'utf-16-le'],
  ['utf_16le', 'utf-16-le'],
  ['utf_16_be', 'utf-16-be'],
  ['utf_16be', 'utf-16-be'],
]);

function encodingOf(name: string): Encoding {
  const encoding = aliases.get(name.toLowerCase().replace(/[-\s]+/g, '_'));
  if (encoding !== undefined) return encoding;
  throw new PyError('LookupError', `unknown encoding: ${name}`);
}

/** The bytes of a text, as characters up to U+00FF; `str.encode`. */
export function encode(text: string, encodingName: string, errors: string): string {
  const encoding = encodingOf(encodingName);
  const characters = codePoints(text);
  chargeSize(text.length * 4);
  let bytes = byteOrderMarks[encoding] ?? '';
  for (let position = 0; position < characters.length; position += 1) {
    const code = (characters[position] ?? '').codePointAt(0) ?? 0;
    const written = encodeOne(code, encoding);
    if (written !== undefined) {
      bytes += written;
      continue;
    }
    let end = position + 1;
    while (end < characters.length && !isEncodable(characters[end], encoding)) end += 1;
    const replacement = replaceUnencodable(characters, { position, end }, encoding, errors);
    for (const character of replacement)
      bytes += encodeOne(character.charCodeAt(0), encoding) ?? '';
    position = end - 1;
  }
  return bytes;
}

const byteOrderMarks: Readonly<Partial<Record<Encoding, string>>> = {
  'utf-8-sig': '\xef\xbb\xbf',
  'utf-16': '\xff\xfe',
};

function isEncodable(character = '', encoding: Encoding): boolean {
  return encodeOne(character.codePointAt(0) ?? 0, encoding) !== undefined;
}

function encodeOne(code: number, encoding: Encoding): string | undefined {
  if (encoding === 'ascii') return code < 0x80 ? String.fromCharCode(code) : undefined;
  if (encoding === 'latin-1') return code < 0x100 ? String.fromCharCode(code) : undefined;
  if (code >= 0xd800 && code < 0xe000) return undefined;
  if (encoding.startsWith('utf-16')) return utf16Bytes(code, encoding === 'utf-16-be');
  return utf8Bytes(code);
}

function utf8Bytes(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}

function utf16Bytes(code: number, isBig: boolean): string {
  let bytes = '';
  for (const unit of String.fromCodePoint(code)
    .split('')
    .map((one) => one.charCodeAt(0))) {
    const [high, low] = [unit >> 8, unit & 0xff];
    bytes += isBig ? String.fromCharCode(high, low) : String.fromCharCode(low, high);
  }
  return bytes;
}

interface Range {
  readonly position: number;
  readonly end: number;
}

function replaceUnencodable(
  characters: readonly string[],
  { position, end }: Range,
  encoding: Encoding,
  errors: string,
): string {
  const run = characters.slice(position, end).map((one) => one.codePointAt(0) ?? 0);
  switch (errors) {
    case 'ignore':
      return '';
    case 'replace':
      return '?'.repeat(run.length);
    case 'backslashreplace':
      return run.map(escapeCodePoint).join('');
    case 'xmlcharrefreplace':
      return run.map((code) => `&#${code};`).join('');
    case 'strict':
      throw unencodable(run, { position, end }, encoding);
    default:
      throw unknownHandler(errors);
  }
}

const limits: Readonly<Partial<Record<Encoding, string>>> = {
  ascii: 'ordinal not in range(128)',
  'latin-1': 'ordinal not in range(256)',
};

function unencodable(
  run: readonly number[],
  { position, end }: Range,
  encoding: Encoding,
): PyError {
  const reason = limits[encoding] ?? 'surrogates not allowed';
  const place =
    run.length === 1
      ? `character '${escapeCodePoint(run[0] ?? 0)}' in position ${position}`
      : `characters in position ${position}-${end - 1}`;
  return new PyError(
    'UnicodeEncodeError',
    `'${encodingLabel(encoding)}' codec can't encode ${place}: ${reason}`,
  );
}

function encodingLabel(encoding: Encoding): string {
  return encoding === 'utf-8-sig' ? 'utf-8' : encoding;
}

/** The text of bytes, given as characters up to U+00FF; `bytes.decode`. */
export function decode(bytes: string, encodingName: string, errors: string): string {
  const encoding = encodingOf(encodingName);
  if (encoding === 'latin-1') return bytes;
  if (encoding === 'ascii') return decodeWith(bytes, 'ascii', errors, readAscii);
  if (encoding === 'utf-8') return decodeWith(bytes, 'utf-8', errors, readUtf8);
  if (encoding === 'utf-8-sig') {
    return decodeWith(bytes.replace(/^\xef\xbb\xbf/, ''), 'utf-8', errors, readUtf8);
  }
  const isMarked = encoding === 'utf-16' && /^(?:\xff\xfe|\xfe\xff)/.test(bytes);
  const isBig = encoding === 'utf-16-be' || (isMarked && bytes.startsWith('\xfe'));
  const label = isBig ? 'utf-16-be' : 'utf-16-le';
  return decodeWith(isMarked ? bytes.slice(2) : bytes, label, errors, readUtf16(isBig));
}

/** A character, or why there is none and how many bytes that takes. */
type Read =
  | { readonly text: string; readonly length: number }
  | { readonly reason: string; readonly length: number };

function decodeWith(
  bytes: string,
  label: string,
  errors: string,
  read: (bytes: string, at: number) => Read,
): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const found = read(bytes, at);
    text +=
      'text' in found
        ? found.text
        : replaceUndecodable(bytes.slice(at, at + found.length), at, label, found.reason, errors);
    at += found.length;
  }
  return text;
}

function replaceUndecodable(
  run: string,
  at: number,
  label: string,
  reason: string,
  errors: string,
): string {
  if (errors === 'ignore') return '';
  if (errors === 'replace') return '\ufffd';
  const codes = run.split('').map((one) => one.charCodeAt(0).toString(16).padStart(2, '0'));
  if (errors === 'backslashreplace') return codes.map((code) => `\\x${code}`).join('');
  if (errors !== 'strict') throw unknownHandler(errors);
  const place =
    run.length === 1
      ? `byte 0x${codes[0]} in position ${at}`
      : `bytes in position ${at}-${at + run.length - 1}`;
  throw new PyError('UnicodeDecodeError', `'${label}' codec can't decode ${place}: ${reason}`);
}

function readAscii(bytes: string, at: number): Read {
  if (bytes.charCodeAt(at) < 0x80) return { text: bytes.charAt(at), length: 1 };
  return { reason: 'ordinal not in range(128)', length: 1 };
}

function readUtf8(bytes: string, at: number): Read {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { text: bytes.charAt(at), length: 1 };
  if (first < 0xc2 || first > 0xf4) return { reason: 'invalid start byte', length: 1 };
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0x7f >> size);
  for (let index = 1; index < size; index += 1) {
    if (at + index >= bytes.length) return { reason: 'unexpected end of data', length: index };
    const byte = bytes.charCodeAt(at + index);
    if (!continues(first, index, byte)) {
      return { reason: 'invalid continuation byte', length: index };
    }
    code = (code << 6) | (byte & 0x3f);
  }
  return { text: String.fromCodePoint(code), length: size };
}

/** The second byte is limited further: no overlong forms, no surrogates, nothing beyond Unicode. */
function continues(first: number, index: number, byte: number): boolean {
  const lowest = index > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = index > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return byte >= lowest && byte <= highest;
}

function readUtf16(isBig: boolean): (bytes: string, at: number) => Read {
  const unitAt = (bytes: string, at: number): number => {
    const [a, b] = [bytes.charCodeAt(at), bytes.charCodeAt(at + 1)];
    return isBig ? (a << 8) | b : (b << 8) | a;
  };
  return (bytes, at) => {
    if (at + 1 >= bytes.length) return { reason: 'truncated data', length: 1 };
    const unit = unitAt(bytes, at);
    if (unit < 0xd800 || unit > 0xdfff) return { text: String.fromCharCode(unit), length: 2 };
    if (unit > 0xdbff) return { reason: 'illegal encoding', length: 2 };
    if (at + 3 >= bytes.length) {
      return { reason: 'unexpected end of data', length: bytes.length - at };
    }
    const low = unitAt(bytes, at + 2);
    if (low < 0xdc00 || low > 0xdfff) return { reason: 'illegal UTF-16 surrogate', length: 2 };
    return { text: String.fromCharCode(unit, low), length: 4 };
  };
}

function unknownHandler(errors: string): PyError {
  return new PyError('LookupError', `unknown error handler name '${errors}'`);
}
