import { type JsonValue, parseJson } from './python-json.ts';
import { describeTypedValue, type TypedValue } from './typed-value.ts';

/** One row of a dataset, by column name as the data has it; values keep Python's types. */
export type ExampleRow = ReadonlyMap<string, ExampleValue>;

export type ExampleValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly ExampleValue[]
  | ReadonlyMap<string, ExampleValue>
  | TypedValue;

export type ParsedExample =
  | { readonly kind: 'row'; readonly row: ExampleRow }
  | { readonly kind: 'malformed'; readonly message: string };

/** Reads one line of a JSONL file as Python's `json.loads` does. */
export function parseExample(line: string): ParsedExample {
  return parseExampleJson(line, (json) => json);
}

/** Reads a row from JSON that stands for its values by some rule. */
export function parseExampleJson(
  text: string,
  toValue: (json: JsonValue) => ExampleValue,
): ParsedExample {
  const parsed = parseJson(text);
  if (parsed.kind === 'malformed') {
    const message = `The row is not JSON: ${parsed.message} at column ${parsed.offset + 1}.`;
    return { kind: 'malformed', message };
  }
  const value = toValue(parsed.value);
  if (!isStruct(value)) {
    const message = `The row is ${describeExampleValue(value)}; an object with one key per column is expected.`;
    return { kind: 'malformed', message };
  }
  return { kind: 'row', row: value };
}

/** What a value is, in a word or two, such as `a list`. */
export function describeExampleValue(value: ExampleValue): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return 'an int';
    case 'number':
      return 'a float';
    case 'string':
      return 'a string';
    default:
      if (value === null) return 'null';
      if (isList(value)) return 'a list';
      return 'kind' in value ? describeTypedValue(value) : 'an object';
  }
}

export function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}

export function isStruct(value: ExampleValue): value is ExampleRow {
  return value instanceof Map;
}
