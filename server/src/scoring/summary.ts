import type { ScoreSpread } from '../protocol/scoring.ts';

/** Leaves templates without an accuracy out; quantiles are interpolated as numpy does by default. */
export function summarize(accuracies: readonly (number | null)[]): ScoreSpread {
  const sorted = accuracies.filter((value) => value !== null).sort((a, b) => a - b);
  return {
    templates: sorted.length,
    median: quantile(sorted, 0.5),
    q1: quantile(sorted, 0.25),
    q3: quantile(sorted, 0.75),
    minimum: quantile(sorted, 0),
    maximum: quantile(sorted, 1),
    mean:
      sorted.length === 0 ? null : sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  };
}

function quantile(sorted: readonly number[], share: number): number | null {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) {
    return null;
  }
  return low + (high - low) * (position - Math.floor(position));
}
