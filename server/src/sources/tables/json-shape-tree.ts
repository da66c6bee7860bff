import { type ExampleRow, type ExampleValue, isList, isStruct } from '../../dataset/example.ts';
import type { Feature, Features } from '../../dataset/features.ts';
import { parseInstant } from '../../dataset/temporal-value.ts';

/**
 * Infers the columns of JSON rows as the `datasets` library does, which leaves it to Arrow's JSON reader: ints that do
 * not fit 64 bits and ints among floats are floats, texts that all are times in seconds are timestamps. Where values
 * are of several types, or dicts have different keys, it keeps them as they are (`Json`).
 */
export function inferJsonFeatures(rows: Iterable<ExampleRow>): Features {
  const root = new ShapeTree();
  for (const row of rows) root.add(row);
  return root.fields();
}

const int64 = { lowest: -(2n ** 63n), highest: 2n ** 63n - 1n } as const;

class ShapeTree {
  readonly #kinds = new Set<'bool' | 'number' | 'text' | 'list' | 'struct'>();
  readonly #fields = new Map<string, ShapeTree>();
  #items: ShapeTree | undefined;
  #structCount = 0;
  /** How often the node was given a value, null or not. */
  #count = 0;
  #hasFloats = false;
  #hasOtherTexts = false;

  add(value: ExampleValue): void {
    this.#count += 1;
    if (typeof value === 'boolean') this.#kinds.add('bool');
    else if (typeof value === 'string') this.#addText(value);
    else if (typeof value === 'bigint') this.#addInt(value);
    else if (typeof value === 'number') this.#addFloat();
    else if (value !== null && isList(value)) this.#addList(value);
    else if (value !== null && isStruct(value)) this.#addStruct(value);
  }

  fields(): Features {
    return new Map([...this.#fields].map(([name, shape]) => [name, shape.#feature()]));
  }

  #addText(text: string): void {
    this.#kinds.add('text');
    this.#hasOtherTexts ||= parseInstant(text) === undefined;
  }

  #addInt(value: bigint): void {
    this.#kinds.add('number');
    this.#hasFloats ||= value < int64.lowest || value > int64.highest;
  }

  #addFloat(): void {
    this.#kinds.add('number');
    this.#hasFloats = true;
  }

  #addList(items: readonly ExampleValue[]): void {
    this.#kinds.add('list');
    this.#items ??= new ShapeTree();
    for (const item of items) this.#items.add(item);
  }

  #addStruct(struct: ExampleRow): void {
    this.#kinds.add('struct');
    this.#structCount += 1;
    for (const [name, value] of struct) {
      let field = this.#fields.get(name);
      if (field === undefined) {
        field = new ShapeTree();
        this.#fields.set(name, field);
      }
      field.add(value);
    }
  }

  #feature(): Feature {
    const [kind, another] = this.#kinds;
    if (another !== undefined) return anyJson;
    switch (kind) {
      case 'bool':
        return { kind: 'value', dtype: 'bool' };
      case 'number':
        return { kind: 'value', dtype: this.#hasFloats ? 'float64' : 'int64' };
      case 'text':
        return { kind: 'value', dtype: this.#hasOtherTexts ? 'string' : 'timestamp[s]' };
      case 'list':
        return this.#listFeature();
      case 'struct':
        return this.#hasSameKeys() ? { kind: 'struct', fields: this.fields() } : anyJson;
      default:
        return { kind: 'value', dtype: 'null' };
    }
  }

  #listFeature(): Feature {
    const item = this.#items === undefined ? anyJson : this.#items.#feature();
    return { kind: 'sequence', item, length: -1 };
  }

  #hasSameKeys(): boolean {
    const fields = [...this.#fields.values()];
    return fields.length > 0 && fields.every((field) => field.#count === this.#structCount);
  }
}

const anyJson: Feature = { kind: 'unknown', type: 'Json' };
