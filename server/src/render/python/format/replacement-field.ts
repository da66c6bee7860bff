import { PyError } from '../errors.ts';

/** What stands between braces in a format. */
interface ReplacementField {
  readonly name: string;
  /** The character after `!`, empty for none. */
  readonly conversion: string;
  readonly specification: string;
  /** Whether the specification holds fields of its own. */
  readonly isNested: boolean;
}

export interface Markup {
  readonly literal: string;
  readonly field: ReplacementField | undefined;
}

/** The literal texts and fields of a format in turn; raises ValueError where it comes to a fault, as CPython does. */
export function* readMarkup(format: string): Generator<Markup> {
  let start = 0;
  while (start < format.length) {
    const brace = nextBrace(format, start);
    if (brace < 0) {
      yield { literal: format.slice(start), field: undefined };
      return;
    }
    if (format.charAt(brace + 1) === format.charAt(brace)) {
      yield { literal: format.slice(start, brace + 1), field: undefined };
      start = brace + 2;
    } else {
      checkBrace(format, brace);
      const { field, end } = readField(format, brace + 1);
      yield { literal: format.slice(start, brace), field };
      start = end;
    }
  }
}

function nextBrace(format: string, start: number): number {
  for (let at = start; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character === '{' || character === '}') return at;
  }
  return -1;
}

function checkBrace(format: string, brace: number): void {
  const character = format.charAt(brace);
  if (character === '{' && brace + 1 < format.length) return;
  throw fault(`Single '${character}' encountered in format string`);
}

interface FieldRead {
  readonly field: ReplacementField;
  readonly end: number;
}

function readField(format: string, start: number): FieldRead {
  const nameEnd = endOfName(format, start);
  const name = format.slice(start, nameEnd);
  const mark = format.charAt(nameEnd);
  if (mark === '}') {
    return {
      field: { name, conversion: '', specification: '', isNested: false },
      end: nameEnd + 1,
    };
  }
  if (mark === '') throw fault("expected '}' before end of string");
  if (mark === ':') return readSpecification(format, name, '', nameEnd + 1);
  return readConversion(format, name, nameEnd + 1);
}

/** The offset of the `}`, `:` or `!` that ends a name; what stands in brackets is skipped. */
function endOfName(format: string, start: number): number {
  let at = start;
  while (at < format.length) {
    const character = format.charAt(at);
    if (character === '{') throw fault("unexpected '{' in field name");
    if (character === '}' || character === ':' || character === '!') return at;
    at = character === '[' ? endOfItem(format, at + 1) : at + 1;
  }
  return at;
}

function endOfItem(format: string, start: number): number {
  const end = format.indexOf(']', start);
  return end < 0 ? format.length : end;
}

function readConversion(format: string, name: string, start: number): FieldRead {
  const codePoint = format.codePointAt(start);
  if (codePoint === undefined) {
    throw fault('end of string while looking for conversion specifier');
  }
  const conversion = String.fromCodePoint(codePoint);
  const at = start + conversion.length;
  const mark = format.charAt(at);
  if (mark === '}') {
    return { field: { name, conversion, specification: '', isNested: false }, end: at + 1 };
  }
  if (mark !== ':' && mark !== '') throw fault("expected ':' after conversion specifier");
  return readSpecification(format, name, conversion, at + 1);
}

function readSpecification(
  format: string,
  name: string,
  conversion: string,
  start: number,
): FieldRead {
  let depth = 1;
  let isNested = false;
  for (let at = start; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character === '{') {
      isNested = true;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) {
        const specification = format.slice(start, at);
        return { field: { name, conversion, specification, isNested }, end: at + 1 };
      }
    }
  }
  throw fault("unmatched '{' in format spec");
}

function fault(message: string): PyError {
  return new PyError('ValueError', message);
}
