import type { ChoiceScore } from '../protocol/requests.ts';
import { predict } from './rank-classification.ts';
import type { PromptScore } from './scoring-protocol.ts';

/** What a precision changes of scores, beside the same in fp32. */
export interface PrecisionComparison {
  readonly precision: string;
  /** Rows with a finite score for each choice in both. */
  readonly rows: number;
  /** Share of rows with the same likeliest choice; null without rows. */
  readonly samePrediction: number | null;
  /** Share of pairs of a row's choices that are ranked alike; null where no row has two. */
  readonly sameOrder: number | null;
  readonly largestShift: LargestShift | null;
}

interface LargestShift {
  readonly row: number;
  readonly choice: string;
  readonly fp32: number;
  readonly compared: number;
}

/** The scores of one list belong to those of the other, in order. */
export function comparePrecision(
  precision: string,
  compared: readonly PromptScore[],
  reference: readonly PromptScore[],
): PrecisionComparison {
  const rows = compared.flatMap((own, index) => {
    const other = reference[index];
    return other && hasScores(own) && hasScores(other) ? [{ own, other }] : [];
  });
  const orders = rows.flatMap(({ own, other }) => sameOrders(own.choices, other.choices));
  const predictions = rows.map(
    ({ own, other }) => predict(own.choices, 'sum') === predict(other.choices, 'sum'),
  );
  return {
    precision,
    rows: rows.length,
    samePrediction: share(predictions),
    sameOrder: share(orders),
    largestShift: findLargestShift(rows),
  };
}

function hasScores({ choices }: PromptScore): boolean {
  return choices.length > 0 && choices.every(({ logLikelihood }) => logLikelihood !== null);
}

/** For each pair of choices whether both scores agree on which is likelier. */
function sameOrders(own: readonly ChoiceScore[], other: readonly ChoiceScore[]): boolean[] {
  const order = (choices: readonly ChoiceScore[], a: number, b: number) =>
    Math.sign((choices[a]?.logLikelihood ?? 0) - (choices[b]?.logLikelihood ?? 0));
  return own.flatMap((_, a) =>
    own.slice(a + 1).map((_, step) => {
      const b = a + 1 + step;
      return order(own, a, b) === order(other, a, b);
    }),
  );
}

function share(agreements: readonly boolean[]): number | null {
  return agreements.length === 0 ? null : agreements.filter(Boolean).length / agreements.length;
}

function findLargestShift(
  rows: readonly { readonly own: PromptScore; readonly other: PromptScore }[],
): LargestShift | null {
  let largest: LargestShift | null = null;
  for (const { own, other } of rows) {
    for (const [index, { text, logLikelihood }] of own.choices.entries()) {
      const fp32 = other.choices[index]?.logLikelihood ?? 0;
      const compared = logLikelihood ?? 0;
      const isLarger =
        largest === null || Math.abs(compared - fp32) > Math.abs(largest.compared - largest.fp32);
      if (isLarger) {
        largest = { row: own.row, choice: text, fp32, compared };
      }
    }
  }
  return largest;
}
