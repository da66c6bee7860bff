import { type JsonValue, parseJson } from './python-json.ts';

/** One row of a dataset, by column name as the data has it; values keep Python's types. */
export type ExampleRow = ReadonlyMap<string, ExampleValue>;

export type ExampleValue = JsonValue;

export type ParsedExample =
  | { readonly kind: 'row'; readonly row: ExampleRow }
  | { readonly kind: 'malformed'; readonly message: string };

/** Reads one line of a JSONL file as Python's `json.loads` does. */
export function parseExample(line: string): ParsedExample {
  const parsed = parseJson(line);
  if (parsed.kind === 'malformed') {
    const message = `The row is not JSON: ${parsed.message} at column ${parsed.offset + 1}.`;
    return { kind: 'malformed', message };
  }
  if (!isRow(parsed.value)) {
    const message = `The row is ${describeExampleValue(parsed.value)}; an object with one key per column is expected.`;
    return { kind: 'malformed', message };
  }
  return { kind: 'row', row: parsed.value };
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
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
  }
}

function isRow(value: ExampleValue): value is ExampleRow {
  return value instanceof Map;
}
