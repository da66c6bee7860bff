import type { Completion } from './completion.ts';

/** More would take longer to send than to find, and nobody reads so far. */
export const mostCompletions = 200;

export interface NarrowedCompletions {
  readonly completions: readonly Completion[];
  /** Whether some were left out, so that further letters have to be asked about again. */
  readonly isNarrowed: boolean;
}

/**
 * Of a long list, such as the columns of a wide dataset, what the letters up to the cursor can still become: as editors
 * filter, those that have the letters in this order, whatever stands between them; first those that begin so.
 */
export function narrow(
  completions: readonly Completion[],
  { text, offset }: { readonly text: string; readonly offset: number },
): NarrowedCompletions {
  if (completions.length <= mostCompletions) return { completions, isNarrowed: false };
  const matching = completions.flatMap((completion) => {
    const typed = text.slice(completion.span.start, offset).trim().toLowerCase();
    const label = completion.label.toLowerCase();
    if (!hasInOrder(label, typed)) return [];
    return [{ completion, rank: completion.rank ?? 0, isBegun: label.startsWith(typed) }];
  });
  matching.sort((one, other) => {
    return Number(other.isBegun) - Number(one.isBegun) || one.rank - other.rank;
  });
  const kept = matching.slice(0, mostCompletions).map(({ completion }) => completion);
  return { completions: kept, isNarrowed: true };
}

function hasInOrder(label: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const index = label.indexOf(letter, from);
    if (index < 0) return false;
    from = index + letter.length;
  }
  return true;
}
