import { multiply } from '../python/arithmetic.ts';
import { getAttribute } from '../python/attributes.ts';
import { PyError } from '../python/errors.ts';
import { formatValue } from '../python/format/format-value.ts';
import { formatPercent } from '../python/format/percent.ts';
import { characterAt, sliceText } from '../python/items.ts';
import { chargeSize } from '../python/limits.ts';
import { intArgument } from '../python/methods/sequence-arguments.ts';
import { asText, PyStrSubclass } from '../python/str-subclass.ts';
import { str } from '../python/text.ts';
import { typeNameOf } from '../python/types.ts';
import { type BinaryOperator, PyCallable, PyObject, type Value } from '../python/value.ts';
import { BuiltinFunction } from './builtin-function.ts';
import { escapedOperand } from './escaped-operand.ts';
import { formatArguments, formatMapping } from './markup-format.ts';
import { MarkupMethod } from './markup-method.ts';
import { NativeFunction } from './native-function.ts';
import { stripTags } from './strip-tags.ts';
import { unescapeHtml } from './unescape-html.ts';

/** A str that counts as escaped: what is joined to it is escaped first; markupsafe 3.0 `Markup`. */
export class Markup extends PyStrSubclass {
  readonly typeName = 'Markup';

  override repr(): string {
    return `Markup(${super.repr()})`;
  }

  override getItem(key: Value): Markup {
    return new Markup(characterAt(this.text, key));
  }

  override getSlice(start: Value, stop: Value, step: Value): Markup {
    return new Markup(sliceText(this.text, start, stop, step));
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (operator === '+') return this.#concatenate(other, isReflected);
    if (operator === '*') return new Markup(str(multiply(this.text, intArgument(other))));
    if (operator !== '%' || isReflected) return undefined;
    return new Markup(formatPercent(this.text, escapedOperand(other, escapeToText)));
  }

  #concatenate(other: Value, isReflected: boolean): Markup | undefined {
    if (asText(other) === undefined) return isReflected ? undefined : this.#refuse(other);
    const escaped = escapeToText(other);
    chargeSize(this.text.length + escaped.length);
    return new Markup(isReflected ? escaped + this.text : this.text + escaped);
  }

  /** Unlike a str, markup leaves the last word to the other side. */
  #refuse(other: Value): never {
    if (other instanceof PyObject) other.binary('+', this, true);
    const message = `unsupported operand type(s) for +: 'Markup' and '${typeNameOf(other)}'`;
    throw new PyError('TypeError', message);
  }

  /** The methods of str, whose results are markup again. */
  override getAttribute(name: string): Value | undefined {
    if (name === 'striptags') return this.#method(name, () => stripTags(this.text));
    if (name === 'unescape') return this.#method(name, () => unescapeHtml(this.text));
    if (name === 'escape') return new NativeFunction(escapeSignature, (s) => escapeHtml(s), this);
    if (name === 'format') return this.#formatMethod();
    if (name === 'format_map') return this.#formatMapMethod();
    const method = getAttribute(this.text, name);
    if (!(method instanceof PyCallable)) return method;
    return new MarkupMethod(this, name, method, escapeToText, (text) => new Markup(text));
  }

  #method(name: string, run: () => Value): NativeFunction {
    return new NativeFunction(
      { name: `Markup.${name}`, implicit: ['self'], required: [] },
      run,
      this,
    );
  }

  #formatMethod(): PyCallable {
    return new BuiltinFunction(
      { repr: '<bound method Markup.format>', typeName: 'method' },
      (positional, keywords) =>
        new Markup(formatArguments(this.text, positional, keywords, formatField)),
    );
  }

  #formatMapMethod(): PyCallable {
    const signature = {
      name: 'Markup.format_map',
      implicit: ['self'],
      required: ['mapping'],
      positionalOnly: true,
    };
    return new NativeFunction(
      signature,
      (mapping) => new Markup(formatMapping(this.text, mapping, formatField)),
      this,
    );
  }
}

const escapeSignature = {
  name: 'Markup.escape',
  implicit: ['cls'],
  required: ['s'],
  positionalOnly: true,
};

/** Whether the value has `__html__`. */
export function isMarkup(value: Value): value is Markup {
  return value instanceof Markup;
}

/** markupsafe's `escape`: markup stays as it is. */
export function escapeHtml(value: Value): Markup {
  return isMarkup(value) ? value : new Markup(escapeText(str(value)));
}

function escapeToText(value: Value): string {
  return escapeHtml(value).text;
}

/** A field of `Markup.format`. */
function formatField(value: Value, specification: string): string {
  if (!isMarkup(value)) return escapeText(formatValue(value, specification));
  if (specification === '') return value.text;
  throw new PyError('ValueError', 'Unsupported format specification for Markup.');
}

function escapeText(text: string): string {
  const escaped = text.replace(/[&<>'"]/g, (character) => references.get(character) ?? character);
  chargeSize(escaped.length);
  return escaped;
}

const references: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);
