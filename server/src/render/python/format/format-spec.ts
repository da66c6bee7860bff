/** Python's format specification mini-language: `[[fill]align][sign][z][#][0][width][,_][.precision][type]`. */
import { PyError } from '../errors.ts';
import { largestIndex } from '../integers.ts';
import { decimalValue } from '../unicode.ts';

type Align = '<' | '>' | '=' | '^';

export interface FormatSpec {
  readonly fill: string;
  readonly align: Align;
  /** Empty where none is given. */
  readonly sign: '' | '+' | '-' | ' ';
  /** `z`: a negative zero loses its sign. */
  readonly dropsNegativeZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  /** Empty where none is given. */
  readonly type: string;
}

/** What holds where the specification does not say. */
interface SpecDefaults {
  readonly align: Align;
  readonly type: '' | 'd' | 's';
}

/** Reads a specification; raises ValueError. `typeName` is that of the value, for messages. */
export function parseFormatSpec(
  text: string,
  typeName: string,
  { align: defaultAlign, type: defaultType }: SpecDefaults,
): FormatSpec {
  const reader = new Reader(text);
  const fill = isAlign(reader.peek(1)) ? reader.take() : undefined;
  const align = isAlign(reader.peek()) ? reader.take() : undefined;
  const sign = reader.takeAny('+- ');
  const dropsNegativeZero = reader.takeAny('z') !== '';
  const isAlternate = reader.takeAny('#') !== '';
  const isZeroFilled = fill === undefined && reader.takeAny('0') !== '';
  const width = reader.takeNumber() ?? 0;
  const grouping = takeGrouping(reader);
  const precision = takePrecision(reader);
  const type = takeType(reader, text, typeName);
  checkGrouping(grouping, type === '' ? defaultType : type);
  return {
    fill: fill ?? (isZeroFilled ? '0' : ' '),
    align: toAlign(align ?? (isZeroFilled && defaultAlign === '>' ? '=' : defaultAlign)),
    sign: toSign(sign),
    dropsNegativeZero,
    isAlternate,
    width,
    grouping,
    precision,
    type,
  };
}

function takeGrouping(reader: Reader): FormatSpec['grouping'] {
  const hasComma = reader.takeAny(',') !== '';
  const hasUnderscore = reader.takeAny('_') !== '';
  if (hasUnderscore && (hasComma || reader.peek() === ',')) {
    throw new PyError('ValueError', "Cannot specify both ',' and '_'.");
  }
  if (hasComma) return ',';
  return hasUnderscore ? '_' : '';
}

function takePrecision(reader: Reader): number | undefined {
  if (reader.takeAny('.') === '') return undefined;
  const precision = reader.takeNumber();
  if (precision !== undefined) return precision;
  throw new PyError('ValueError', 'Format specifier missing precision');
}

function takeType(reader: Reader, text: string, typeName: string): string {
  const type = reader.take();
  if (reader.peek() === '') return type;
  throw new PyError(
    'ValueError',
    `Invalid format specifier '${text}' for object of type '${typeName}'`,
  );
}

function checkGrouping(grouping: string, type: string): void {
  if (grouping === '' || 'defgEG%F'.includes(type)) return;
  if (grouping === '_' && 'boxX'.includes(type)) return;
  throw new PyError('ValueError', `Cannot specify '${grouping}' with '${printed(type)}'.`);
}

/** The error for a type that the value's class has not. */
export function unknownType(type: string, typeName: string): PyError {
  return new PyError(
    'ValueError',
    `Unknown format code '${printed(type)}' for object of type '${typeName}'`,
  );
}

function printed(type: string): string {
  const codePoint = type.codePointAt(0) ?? 0;
  return codePoint > 32 && codePoint < 128 ? type : `\\x${codePoint.toString(16)}`;
}

function isAlign(character: string): boolean {
  return character === '<' || character === '>' || character === '=' || character === '^';
}

function toAlign(character: string): Align {
  return character === '<' || character === '=' || character === '^' ? character : '>';
}

function toSign(character: string): FormatSpec['sign'] {
  return character === '+' || character === '-' || character === ' ' ? character : '';
}

/** Walks over the characters of a specification. */
class Reader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.characters = Array.from(text);
  }

  /** The next character or one further on; empty at the end. */
  peek(ahead = 0): string {
    return this.characters[this.at + ahead] ?? '';
  }

  take(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  takeAny(choices: string): string {
    const character = this.peek();
    return character !== '' && choices.includes(character) ? this.take() : '';
  }

  takeNumber(): number | undefined {
    const start = this.at;
    let value = 0n;
    while (this.digit() >= 0) {
      value = value * 10n + BigInt(this.digit());
      if (value > largestIndex) throw tooManyDigits();
      this.at += 1;
    }
    return this.at === start ? undefined : Number(value);
  }

  private digit(): number {
    return this.peek() === '' ? -1 : decimalValue(this.peek().codePointAt(0) ?? 0);
  }
}

/** A width, precision or index beyond what CPython holds. */
export function tooManyDigits(): PyError {
  return new PyError('ValueError', 'Too many decimal digits in format string');
}
