import type { ExampleRow } from '../dataset/example.ts';
import { parseRow } from '../dataset/typed-row.ts';
import { unlabelledColumns } from '../dataset/unlabelled-columns.ts';
import type { DatasetSource, RowsLookup, TemplateLocation } from './source.ts';

/** So many rows of a split tell whether it has labels. */
const rowsToKnow = 100;

/**
 * The columns that hold -1 in the given rows, or in another split of the dataset: hidden labels are those of a test split,
 * as a rule, and not of the split that is shown. Other splits are read where they are on this machine.
 */
export async function loadUnlabelled(
  source: DatasetSource,
  location: TemplateLocation,
  shown: RowsLookup,
): Promise<ReadonlySet<string>> {
  const rows = rowsOf(shown);
  const isLocal = shown.kind === 'found' && shown.origin.path !== undefined;
  if (!isLocal || shown.split === null) return unlabelledColumns(rows);
  const found = await source.loadSplits(location);
  const names = found.kind === 'found' ? found.splits.map(({ name }) => name) : [];
  const others = names.filter((name) => name !== shown.split);
  for (const split of others) {
    const range = { offset: 0, limit: rowsToKnow };
    rows.push(...rowsOf(await source.loadRows(location, { ...range, split })));
  }
  return unlabelledColumns(rows);
}

function rowsOf(lookup: RowsLookup): ExampleRow[] {
  if (lookup.kind !== 'found') return [];
  // Few rows hold -1 anywhere, and the others need no reading.
  const rows = lookup.rows.filter(({ json }) => json.includes('-1'));
  return rows.flatMap(({ json, form }) => {
    const parsed = parseRow(json, form);
    return parsed.kind === 'row' ? [parsed.row] : [];
  });
}
