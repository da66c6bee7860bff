import { isMapping } from '../python/format/percent.ts';
import { getItem } from '../python/items.ts';
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
  return isMapping(values)
    ? new EscapedMapping(values, escapeItem)
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

/** `'%(key)s'` takes the items, `'%s'` the whole. */
class EscapedMapping extends EscapedValue {
  readonly #mapping: Value;
  readonly #escapeItem: Escape;

  constructor(mapping: Value, escapeItem: Escape) {
    super(mapping, escapeItem);
    this.#mapping = mapping;
    this.#escapeItem = escapeItem;
  }

  override getItem(key: Value): Value {
    return escapedValue(getItem(this.#mapping, key), this.#escapeItem);
  }
}
