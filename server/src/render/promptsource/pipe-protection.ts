import type { Value } from '../python/value.ts';

/** What splits a rendered text into input and targets, and rendered answer choices into choices. */
export const separator = '|||';

/** What PromptSource writes in place of a separator that stands in a row. */
export const protector = '3ed2dface8203c4c9dfb1a5dc58e41e0';

/** The row with separators hidden in its texts; texts inside lists and dicts stay as they are. */
export function protectSeparators(row: ReadonlyMap<string, Value>): Map<string, Value> {
  const isolated = new Map<string, Value>();
  for (const [name, value] of row) {
    isolated.set(name, typeof value === 'string' ? value.replaceAll(separator, protector) : value);
  }
  return isolated;
}

/** Brings the hidden separators back. */
export function restoreSeparators(text: string): string {
  return text.replaceAll(protector, separator);
}
