import { type Span, shiftSpan } from '../text/span.ts';
import type { ScalarSource } from './scalar-source.ts';
import type { Entry, YamlItem, YamlValue } from './template-file.ts';

/** The same entry where its text stands `distance` further on. Aliases must not lead out of it. */
export function shiftEntry(entry: Entry, distance: number): Entry {
  return entry instanceof ShiftedEntry ? entry.shift(distance) : new ShiftedEntry(entry, distance);
}

/** A keystroke moves all that is behind it, of which little is looked at: values are moved when they are. */
class ShiftedEntry implements Entry {
  readonly key: string;
  readonly #entry: Entry;
  readonly #distance: number;
  #value: YamlValue | undefined;

  constructor(entry: Entry, distance: number) {
    this.key = entry.key;
    this.#entry = entry;
    this.#distance = distance;
  }

  /** From where it was read, so that moving it often costs no more. */
  shift(distance: number): ShiftedEntry {
    return new ShiftedEntry(this.#entry, this.#distance + distance);
  }

  get keySpan(): Span {
    return shiftSpan(this.#entry.keySpan, this.#distance);
  }

  get keyValue(): YamlValue | undefined {
    const { keyValue } = this.#entry;
    return keyValue && shiftValue(keyValue, this.#distance);
  }

  get value(): YamlValue {
    this.#value ??= shiftValue(this.#entry.value, this.#distance);
    return this.#value;
  }

  get valueSpan(): Span {
    return shiftSpan(this.#entry.valueSpan, this.#distance);
  }

  get scalar(): ScalarSource | undefined {
    const { scalar } = this.#entry;
    return scalar && shiftScalar(scalar, this.#distance);
  }
}

function shiftValue(value: YamlValue, distance: number): YamlValue {
  switch (value.type) {
    case 'list':
      return { ...value, items: value.items.map((item) => shiftItem(item, distance)) };
    case 'mapping':
      return {
        ...value,
        ...(value.tagSpan && { tagSpan: shiftSpan(value.tagSpan, distance) }),
        entries: value.entries.map((entry) => shiftEntry(entry, distance)),
      };
    default:
      return value;
  }
}

function shiftItem(item: YamlItem, distance: number): YamlItem {
  return {
    span: shiftSpan(item.span, distance),
    value: shiftValue(item.value, distance),
    ...(item.scalar && { scalar: shiftScalar(item.scalar, distance) }),
  };
}

function shiftScalar(scalar: ScalarSource, distance: number): ScalarSource {
  return { ...scalar, span: shiftSpan(scalar.span, distance), map: scalar.map.shift(distance) };
}
