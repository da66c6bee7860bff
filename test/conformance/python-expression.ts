/**
 * Reads the expressions of the recorded cases (literals, operators, subscripts, calls) and evaluates them with
 * the renderer's own Python values, independent of the template compiler.
 */
import { getAttribute } from '../../server/src/render/python/attributes.ts';
import { PyBytes } from '../../server/src/render/python/bytes.ts';
import { PyDict } from '../../server/src/render/python/dict.ts';
import { PyError } from '../../server/src/render/python/errors.ts';
import { PyFloat } from '../../server/src/render/python/float.ts';
import { getItem, getSlice } from '../../server/src/render/python/items.ts';
import { readInt } from '../../server/src/render/python/number-text.ts';
import { PyTuple } from '../../server/src/render/python/tuple.ts';
import { typeNameOf } from '../../server/src/render/python/types.ts';
import { noKeywords, PyCallable, type Value } from '../../server/src/render/python/value.ts';
import { builtins } from './python-builtins.ts';
import { binaryOperators, unaryOperators } from './python-operators.ts';

/** The value of a Python expression; raises `PyError` as Python would. */
export function evaluate(source: string): Value {
  const reader = new Reader(tokenize(source));
  const value = reader.expression(0);
  reader.expect('');
  return value;
}

const token =
  /\s*(?:((?:\d[\d_]*\.?[\d_]*|\.\d+)(?:e[+-]?\d+)?)|(b?'(?:[^'\\]|\\.)*'|b?"(?:[^"\\]|\\.)*")|([A-Za-z_]\w*)|(\*\*|\/\/|[<>=!]=|[-+*/%<>()[\]{}.,:=]))/sy;

interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'mark';
  readonly text: string;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (match === null) throw new Error(`cannot read ${source}`);
    const [, number, string, name, mark = ''] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else tokens.push({ kind: name === undefined ? 'mark' : 'name', text: name ?? mark });
  }
  return tokens;
}

class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Error(`expected '${text}', found '${this.text}'`);
  }

  /** Binary operators that bind at least so tightly. */
  expression(least: number): Value {
    let value = this.unary();
    for (;;) {
      const name = this.text === 'not' ? 'not in' : this.text;
      const operator = binaryOperators.get(name);
      if (operator === undefined || operator.level < least || this.isString) return value;
      this.at += name === 'not in' ? 2 : 1;
      value = operator.apply(value, this.expression(operator.level + (name === '**' ? 0 : 1)));
    }
  }

  private unary(): Value {
    const operator = this.isString ? undefined : unaryOperators.get(this.text);
    if (operator === undefined) return this.postfix();
    this.at += 1;
    return operator.apply(this.expression(operator.level));
  }

  private postfix(): Value {
    let value = this.atom();
    while (!this.isString) {
      if (this.take('.')) value = attributeOf(value, this.next().text);
      else if (this.take('(')) value = this.call(value);
      else if (this.take('[')) value = this.subscript(value);
      else break;
    }
    return value;
  }

  private atom(): Value {
    const { kind, text } = this.next();
    if (kind === 'number') return readNumber(text);
    if (kind === 'string') return readLiteral(text);
    if (text === '(') return this.parenthesized();
    if (text === '[') return this.items(']');
    if (text === '{') return this.dict();
    const value = builtins.get(text);
    if (value === undefined) throw new Error(`unknown name '${text}'`);
    return value;
  }

  private parenthesized(): Value {
    const items = this.items(')');
    const [first] = items;
    const isTuple = items.length !== 1 || this.tokens[this.at - 2]?.text === ',';
    return isTuple || first === undefined ? new PyTuple(items) : first;
  }

  private items(close: string): Value[] {
    const items: Value[] = [];
    while (!this.take(close)) {
      items.push(this.expression(0));
      if (this.text !== close) this.expect(',');
      else continue;
    }
    return items;
  }

  private dict(): Value {
    const dict = new PyDict();
    while (!this.take('}')) {
      const key = this.expression(0);
      this.expect(':');
      dict.set(key, this.expression(0));
      if (this.text !== '}') this.expect(',');
    }
    return dict;
  }

  private call(callee: Value): Value {
    const positional: Value[] = [];
    const keywords = new Map<string, Value>();
    while (!this.take(')')) {
      if (this.tokens[this.at + 1]?.text === '=') {
        const name = this.next().text;
        this.expect('=');
        keywords.set(name, this.expression(0));
      } else {
        positional.push(this.expression(0));
      }
      if (this.text !== ')') this.expect(',');
    }
    if (!(callee instanceof PyCallable)) {
      throw new PyError('TypeError', `'${typeNameOf(callee)}' object is not callable`);
    }
    return callee.call(positional, keywords.size === 0 ? noKeywords : keywords);
  }

  private subscript(value: Value): Value {
    const bounds: Value[] = [];
    let colons = 0;
    while (!this.take(']')) {
      if (this.take(':')) colons += 1;
      else bounds[colons] = this.expression(0);
    }
    const [start = null, stop = null, step = null] = bounds;
    return colons === 0 ? getItem(value, start) : getSlice(value, start, stop, step);
  }

  private get text(): string {
    return this.tokens[this.at]?.text ?? '';
  }

  private get isString(): boolean {
    return this.tokens[this.at]?.kind === 'string';
  }

  private next(): Token {
    const next = this.tokens[this.at];
    if (next === undefined) throw new Error('unexpected end');
    this.at += 1;
    return next;
  }

  private take(text: string): boolean {
    if (this.text !== text || this.isString) return false;
    this.at += 1;
    return true;
  }
}

function attributeOf(value: Value, name: string): Value {
  const attribute = getAttribute(value, name);
  if (attribute !== undefined) return attribute;
  throw new PyError('AttributeError', `'${typeNameOf(value)}' object has no attribute '${name}'`);
}

function readNumber(text: string): Value {
  return readInt(text) ?? new PyFloat(Number(text.replaceAll('_', '')));
}

const escapes = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['f', '\f'],
]);

function readLiteral(text: string): Value {
  return text.startsWith('b')
    ? new PyBytes(readString(text.slice(2, -1)))
    : readString(text.slice(1, -1));
}

function readString(body: string): string {
  return body.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs,
    (_, two?: string, four?: string, eight?: string, other = '') => {
      const digits = two ?? four ?? eight;
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16));
      return escapes.get(other) ?? other;
    },
  );
}
