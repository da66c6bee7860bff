import type { ExampleValue } from '../../dataset/example.ts';
import { pandasFloat } from './pandas-float.ts';

/** Types that pandas gives to the columns of a CSV file. */
export type CsvType = 'int64' | 'uint64' | 'float64' | 'bool' | 'large_string';

/** What pandas takes for a missing value (`pandas._libs.parsers.STR_NA_VALUES`). */
const missing: ReadonlySet<string> = new Set(
  [
    '',
    '#N/A',
    '#N/A N/A',
    '#NA',
    '-1.#IND',
    '-1.#QNAN',
    '-NaN',
    '-nan',
    '1.#IND',
    '1.#QNAN',
  ].concat(['<NA>', 'N/A', 'NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null']),
);

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['True', true],
  ['TRUE', true],
  ['true', true],
  ['False', false],
  ['FALSE', false],
  ['false', false],
]);

const intPattern = /^\s*[+-]?\d+\s*$/;

/** A column's type, with whether missing values are told apart from other text. */
export interface CsvColumn {
  readonly type: CsvType;
  readonly keepsMissing: boolean;
}

/** Tries ints, floats and booleans in turn, as pandas does; a column of no values is one of floats. */
export function inferCsvColumn(texts: Iterable<string>): CsvColumn {
  const kinds = { ints: true, floats: true, booleans: true };
  const range = { lowest: 0n, highest: 0n };
  let [hasMissing, hasValues] = [false, false];
  for (const text of texts) {
    if (missing.has(text)) {
      hasMissing = true;
      continue;
    }
    hasValues = true;
    kinds.ints &&= intPattern.test(text);
    if (kinds.ints) extend(range, BigInt(text.trim().replace(/^\+/, '')));
    kinds.floats &&= pandasFloat(text) !== undefined;
    kinds.booleans &&= booleans.has(text);
  }
  if (kinds.booleans && hasValues) return { type: 'bool', keepsMissing: true };
  if (kinds.ints && hasValues) return intColumn(range, hasMissing);
  return { type: kinds.floats ? 'float64' : 'large_string', keepsMissing: true };
}

const most = { int64: 2n ** 63n, uint64: 2n ** 64n } as const;

function intColumn(
  { lowest, highest }: { lowest: bigint; highest: bigint },
  hasMissing: boolean,
): CsvColumn {
  if (lowest >= -most.int64 && highest < most.int64) {
    return { type: hasMissing ? 'float64' : 'int64', keepsMissing: true };
  }
  if (lowest >= 0n && highest < most.uint64 && !hasMissing) {
    return { type: 'uint64', keepsMissing: true };
  }
  // pandas gives up on ints that do not fit, and then on missing values, too.
  return { type: 'large_string', keepsMissing: false };
}

function extend(range: { lowest: bigint; highest: bigint }, value: bigint): void {
  if (value < range.lowest) range.lowest = value;
  if (value > range.highest) range.highest = value;
}

/** A field as the column has it; one that does not fit stays text. */
export function csvValue(text: string, { type, keepsMissing }: CsvColumn): ExampleValue {
  if (keepsMissing && missing.has(text)) return null;
  switch (type) {
    case 'int64':
    case 'uint64':
      return intPattern.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : text;
    case 'float64':
      return pandasFloat(text) ?? text;
    case 'bool':
      return booleans.get(text) ?? text;
    case 'large_string':
      return text;
  }
}
