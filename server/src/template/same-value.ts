import type { Entry, MappingValue, YamlValue } from './template-file.ts';

/** Whether two values are equal to Python, whatever the order of keys; merged entries count as written. */
export function isSameValue(one: YamlValue, other: YamlValue): boolean {
  return new Comparison().isSame(one, other);
}

class Comparison {
  /** Pairs that are known to be equal: aliases make a value appear more often than it is written. */
  readonly #known = new Map<YamlValue, YamlValue>();

  isSame(one: YamlValue, other: YamlValue): boolean {
    if (one.type === 'list' && other.type === 'list') {
      return (
        this.#isKnown(one, other) ||
        (one.items.length === other.items.length &&
          one.items.every(({ value }, index) => this.#isSameItem(value, other.items[index]?.value)))
      );
    }
    if (one.type === 'mapping' && other.type === 'mapping') {
      return this.#isKnown(one, other) || this.#isSameMapping(one, other);
    }
    return isSameScalar(one, other);
  }

  #isSameItem(one: YamlValue, other: YamlValue | undefined): boolean {
    return other !== undefined && this.isSame(one, other);
  }

  #isSameMapping(one: MappingValue, other: MappingValue): boolean {
    const [left, right] = [lastEntries(one), lastEntries(other)];
    return (
      one.tag === other.tag &&
      left.size === right.size &&
      [...left].every(([key, { value }]) => this.#isSameItem(value, right.get(key)?.value))
    );
  }

  #isKnown(one: YamlValue, other: YamlValue): boolean {
    if (this.#known.get(one) === other) return true;
    this.#known.set(one, other);
    return false;
  }
}

/** Of the entries with one key the last, by the key's type and text. */
function lastEntries({ entries }: MappingValue): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [identify(entry), entry]));
}

function identify({ key, keyValue }: Entry): string {
  if (keyValue === undefined) return `str ${key}`;
  return 'value' in keyValue ? `${keyValue.type} ${keyValue.value}` : keyValue.type;
}

function isSameScalar(one: YamlValue, other: YamlValue): boolean {
  if (one.type === 'str') return other.type === 'str' && one.text === other.text;
  if (one.type === 'other') return other.type === 'other' && one.pythonType === other.pythonType;
  if ('value' in one) return 'value' in other && Object.is(one.value, other.value);
  return one.type === 'none' && other.type === 'none';
}
