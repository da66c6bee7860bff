import { PyDict } from '../python/dict.ts';
import { toFloat, toInt } from '../python/numbers.ts';
import { toNumeric } from '../python/numeric.ts';
import { repr } from '../python/text.ts';
import { PyTuple } from '../python/tuple.ts';
import { PyObject, type Value } from '../python/value.ts';

type Escape = (value: Value) => string;

/** The right side of `markup % values`, whose texts come out escaped; markupsafe's `_MarkupEscapeHelper`. */
export function escapedOperand(values: Value, escapeItem: Escape): Value {
  if (values instanceof PyTuple) {
    return new PyTuple(values.items.map((value) => escapedValue(value, escapeItem)));
  }
  return values instanceof PyDict
    ? new EscapedDict(values, escapeItem)
    : escapedValue(values, escapeItem);
}

/** A number prints nothing to escapeItem, and `%d` needs it as it is. */
function escapedValue(value: Value, escapeItem: Escape): Value {
  return toNumeric(value) === undefined ? new EscapedValue(value, escapeItem) : value;
}

class EscapedValue extends PyObject {
  readonly typeName = '_MarkupEscapeHelper';
  readonly #value: Value;
  readonly #escapeItem: Escape;

  constructor(value: Value, escapeItem: Escape) {
    super();
    this.#value = value;
    this.#escapeItem = escapeItem;
  }

  override str(): string {
    return this.#escapeItem(this.#value);
  }

  override repr(): string {
    return this.#escapeItem(repr(this.#value));
  }

  override toInt(): number | bigint {
    return toInt(this.#value);
  }

  override toFloat(): number {
    return toFloat(this.#value);
  }
}

/** `'%(key)s'` takes the entries, `'%s'` the dict. */
class EscapedDict extends PyDict {
  readonly #dict: PyDict;
  readonly #escapeItem: Escape;

  constructor(dict: PyDict, escapeItem: Escape) {
    super();
    this.#dict = dict;
    this.#escapeItem = escapeItem;
    for (const [key, value] of dict.entries()) this.set(key, escapedValue(value, escapeItem));
  }

  override str(): string {
    return this.#escapeItem(this.#dict);
  }

  override repr(): string {
    return this.#escapeItem(this.#dict.repr());
  }
}
