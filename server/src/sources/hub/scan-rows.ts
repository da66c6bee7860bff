import type { Features } from '../../dataset/features.ts';
import { acceptsRow, resolveClasses } from '../../dataset/match-filter.ts';
import type { RowFilter } from '../../dataset/row-filter.ts';
import { parseRow } from '../../dataset/typed-row.ts';
import type { RawRow, RowProblem, RowRange } from '../source.ts';
import type { HubAnswer, HubOutcome } from './hub-outcome.ts';
import type { HubRows } from './hub-rows.ts';

/** So many rows are looked through for one request. */
const mostRows = 20_000;
const rowsAtOnce = 1000;

/** Looks through rows itself, for conditions that the Hub does not know. */
export async function scanRows(
  load: (range: RowRange) => Promise<HubOutcome<HubRows>>,
  filter: RowFilter,
  features: Features,
  { offset, limit }: RowRange,
): Promise<HubOutcome<HubRows>> {
  const resolved = resolveClasses(filter, features);
  const accepted: RawRow[] = [];
  const problems: RowProblem[] = [];
  let oldest: HubAnswer<HubRows> | undefined;
  let isAll = false;
  for (let start = 0; start < mostRows && !isAll; start += rowsAtOnce) {
    const found = await load({ offset: start, limit: rowsAtOnce });
    if (found.kind !== 'found') return found;
    if (oldest === undefined || found.fetchedAt < oldest.fetchedAt) oldest = found;
    problems.push(...found.value.problems);
    accepted.push(...found.value.rows.filter((row) => isAccepted(row, resolved)));
    isAll = found.value.rows.length + found.value.problems.length < rowsAtOnce;
    if (accepted.length >= offset + limit) break;
  }
  if (oldest === undefined) return { kind: 'absent', message: 'There are no rows.' };
  const rows = accepted.slice(offset, offset + limit);
  const rowCount = isAll ? accepted.length : null;
  return { ...oldest, value: { rows, problems, rowCount } };
}

function isAccepted({ json, form }: RawRow, filter: RowFilter): boolean {
  const parsed = parseRow(json, form);
  return parsed.kind === 'row' && acceptsRow(filter, parsed.row);
}
