import type { PreviewState } from './messages.ts';

/** How many rows the filter accepts; empty without one. */
export function describeMatches({
  target,
  content,
}: Pick<PreviewState, 'target' | 'content'>): string {
  if (target.filter === '' || content.kind === 'message') return '';
  if (content.kind === 'loading' || content.filter !== target.filter) return 'Searching…';
  const { rowCount, rows, message } = content.result;
  if (message !== undefined && rows.length === 0) return '';
  if (rowCount === null)
    return `at least ${(target.offset + rows.length).toLocaleString('en-US')} matches`;
  return `${rowCount.toLocaleString('en-US')} ${rowCount === 1 ? 'match' : 'matches'}`;
}
