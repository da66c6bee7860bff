/** JSON with Python's types kept apart: an int is a bigint, a float is a number. */
export type JsonValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly JsonValue[]
  | ReadonlyMap<string, JsonValue>;

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'malformed'; readonly message: string; readonly offset: number };

/**
 * Reads JSON as Python's `json.loads` does: ints and floats apart, `NaN` and the infinities accepted,
 * of two equal keys the last wins, lone surrogates kept.
 */
export function parseJson(text: string): ParsedJson {
  const reader = new JsonReader(text);
  try {
    return { kind: 'value', value: reader.readDocument() };
  } catch (error) {
    if (error instanceof JsonProblem) {
      return { kind: 'malformed', message: error.message, offset: error.offset };
    }
    throw error;
  }
}

class JsonProblem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** CPython's recursion limit stops `json.loads` near this depth; ours keeps the stack safe. */
const deepestNesting = 900;
/** The longest int that Python reads from text (`sys.int_info.default_max_str_digits`). */
const mostDigits = 4300;

const numberPattern = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const whitespacePattern = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON ends a chunk at a control character.
const stringChunkPattern = /[^"\\\u0000-\u001f]*/y;

const constants: readonly (readonly [string, null | boolean | number])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  readonly #text: string;
  #offset = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): JsonValue {
    this.#skipWhitespace();
    const value = this.#readValue();
    this.#skipWhitespace();
    if (this.#offset < this.#text.length) this.#fail('nothing more is expected');
    return value;
  }

  #readValue(): JsonValue {
    switch (this.#text[this.#offset]) {
      case '"':
        return this.#readString();
      case '{':
        return this.#nested(() => this.#readObject());
      case '[':
        return this.#nested(() => this.#readArray());
      default:
        return this.#readNumber() ?? this.#readConstant();
    }
  }

  #nested(read: () => JsonValue): JsonValue {
    this.#depth += 1;
    if (this.#depth > deepestNesting) this.#fail('the value is nested too deeply');
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #readObject(): JsonValue {
    const members = new Map<string, JsonValue>();
    this.#offset += 1;
    this.#skipWhitespace();
    if (this.#skips('}')) return members;
    for (;;) {
      this.#skipWhitespace();
      if (this.#text[this.#offset] !== '"') this.#fail('a key in double quotes is expected');
      const key = this.#readString();
      this.#skipWhitespace();
      if (!this.#skips(':')) this.#fail('`:` is expected');
      this.#skipWhitespace();
      members.set(key, this.#readValue());
      this.#skipWhitespace();
      if (this.#skips('}')) return members;
      if (!this.#skips(',')) this.#fail('`,` or `}` is expected');
    }
  }

  #readArray(): JsonValue {
    const items: JsonValue[] = [];
    this.#offset += 1;
    this.#skipWhitespace();
    if (this.#skips(']')) return items;
    for (;;) {
      this.#skipWhitespace();
      items.push(this.#readValue());
      this.#skipWhitespace();
      if (this.#skips(']')) return items;
      if (!this.#skips(',')) this.#fail('`,` or `]` is expected');
    }
  }

  #readNumber(): bigint | number | undefined {
    const match = this.#match(numberPattern);
    if (match === undefined) return undefined;
    const isFloat = match[1] !== undefined || match[2] !== undefined;
    if (isFloat) return Number(match[0]);
    if (match[0].length > mostDigits + 1) this.#fail(`the int has more than ${mostDigits} digits`);
    return BigInt(match[0]);
  }

  #readConstant(): JsonValue {
    for (const [word, value] of constants) {
      if (this.#text.startsWith(word, this.#offset)) {
        this.#offset += word.length;
        return value;
      }
    }
    return this.#fail('a value is expected');
  }

  #readString(): string {
    const start = this.#offset;
    this.#offset += 1;
    let value = '';
    for (;;) {
      value += this.#match(stringChunkPattern)?.[0] ?? '';
      const character = this.#text[this.#offset];
      if (character === '"') {
        this.#offset += 1;
        return value;
      }
      if (character === undefined) this.#fail('the string is not closed', start);
      if (character !== '\\') this.#fail('a control character in a string must be escaped');
      value += this.#readEscape();
    }
  }

  #readEscape(): string {
    const letter = this.#text[this.#offset + 1] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.#offset + 2, this.#offset + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('`\\u` with four hex digits is expected');
      this.#offset += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const value = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
    if (value === undefined) return this.#fail('the escape is not known');
    this.#offset += 2;
    return value;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match !== undefined) this.#offset = pattern.lastIndex;
    return match;
  }

  #skipWhitespace(): void {
    this.#match(whitespacePattern);
  }

  #skips(character: string): boolean {
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #fail(message: string, offset = this.#offset): never {
    throw new JsonProblem(message, offset);
  }
}
