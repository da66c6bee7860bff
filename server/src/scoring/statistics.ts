/** Figures over the judged rows of one template. */
import type { ClassScore, ScoreInterval, ScoreStatistics } from '../protocol/requests.ts';

/** A row with a prediction and a target. */
export interface JudgedRow {
  readonly choices: readonly string[];
  readonly prediction: number;
  /** Null when the target is none of the choices: the row is wrong whatever is predicted. */
  readonly target: number | null;
  readonly correct: boolean;
}

export function scoreStatistics(rows: readonly JudgedRow[]): ScoreStatistics {
  const correct = rows.filter((row) => row.correct).length;
  const { names, classOf } = classesOf(rows);
  const confusion = names.map(() => names.map(() => 0));
  const predictions = names.map(() => 0);
  for (const row of rows) {
    const predicted = classOf(row, row.prediction);
    predictions[predicted] = (predictions[predicted] ?? 0) + 1;
    const counts = row.target === null ? undefined : confusion[classOf(row, row.target)];
    if (counts !== undefined) counts[predicted] = (counts[predicted] ?? 0) + 1;
  }
  const classes = names.map((name, index) => toClassScore(name, index, confusion, predictions));
  return {
    judged: rows.length,
    correct,
    accuracy: rows.length === 0 ? null : correct / rows.length,
    interval: wilsonInterval(correct, rows.length),
    macroF1: meanOf(classes.flatMap(({ f1 }) => (f1 === null ? [] : [f1]))),
    classes,
    confusion,
    outside: rows.filter(({ target }) => target === null).length,
  };
}

/** z for 95 %. */
const Z = 1.959963984540054;

/** Wilson's score interval for a share: it stays within 0 and 1 and holds for few rows, too (Wilson 1927). */
export function wilsonInterval(correct: number, total: number): ScoreInterval | null {
  if (total === 0) return null;
  const share = correct / total;
  const weight = Z ** 2 / total;
  const centre = (share + weight / 2) / (1 + weight);
  const reach =
    (Z * Math.sqrt((share * (1 - share)) / total + weight / (4 * total))) / (1 + weight);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

interface Classes {
  readonly names: readonly string[];
  classOf(row: JudgedRow, choice: number): number;
}

/** Where each row has the same choices, in whatever order, a class is a choice; elsewhere it is a place among them. */
function classesOf(rows: readonly JudgedRow[]): Classes {
  const texts = [...new Set(rows[0]?.choices)];
  const known = new Map(texts.map((text, index) => [text, index]));
  const hasSame = ({ choices }: JudgedRow) =>
    choices.every((text) => known.has(text)) && new Set(choices).size === known.size;
  if (rows.every(hasSame)) {
    return { names: texts, classOf: (row, choice) => known.get(row.choices[choice] ?? '') ?? 0 };
  }
  const most = Math.max(...rows.map(({ choices }) => choices.length));
  const names = Array.from({ length: most }, (_, index) => `choice ${index + 1}`);
  return { names, classOf: (_row, choice) => choice };
}

function toClassScore(
  name: string,
  index: number,
  confusion: readonly (readonly number[])[],
  predictions: readonly number[],
): ClassScore {
  const targets = (confusion[index] ?? []).reduce((sum, count) => sum + count, 0);
  const predicted = predictions[index] ?? 0;
  const correct = confusion[index]?.[index] ?? 0;
  const f1 = targets + predicted === 0 ? null : (2 * correct) / (targets + predicted);
  return { name, targets, predicted, correct, f1 };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
