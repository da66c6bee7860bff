/** Scores as documents: for reports, for spreadsheets, for programs. */
import type { ScoreComparison, ScoreResult } from '../../../server/src/protocol/requests.ts';
import type { FileScore } from '../../../server/src/protocol/scoring.ts';
import { describeRows } from '../../webview/describe-rows.ts';

type Scored = Extract<ScoreResult, { kind: 'scored' }>;

export function scoreMarkdown(result: Scored, normalization: string): string {
  const { score, model } = result;
  const { statistics } = comparisonOf(result, normalization);
  const { accuracy, interval, judged, correct, macroF1, classes } = statistics;
  const range =
    interval === null ? '' : ` (95 %: ${percent(interval.low)} to ${percent(interval.high)})`;
  const lines = [
    `### ${score.name}`,
    '',
    `Accuracy ${percent(accuracy)}${range}: ${correct} of ${judged} rows right, macro-F1 ${figure(macroF1)}, ` +
      `normalization \`${normalization}\`, model ${model.name} on ${model.provider}; ${describeRows(result.rows)}.`,
    ...(score.skipped > 0
      ? [`${score.skipped} rows not scored, ${score.blank} of them blank.`]
      : []),
    '',
    ...markdownTable(
      ['Class', 'Rows', 'Predicted', 'Right', 'F1'],
      classes.map(({ name, targets, predicted, correct: right, f1 }) => [
        name,
        ...[targets, predicted, right].map(String),
        figure(f1),
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** As `p3 score --format json` gives a template. */
export function scoreJson(result: Scored, normalization: string): string {
  const { score, model } = result;
  const { statistics, verdicts } = comparisonOf(result, normalization);
  const examples = score.examples.map((example, index) => ({ ...example, ...verdicts[index] }));
  const { accuracy } = statistics;
  const template = { ...score, accuracy, normalization, statistics, examples };
  return `${JSON.stringify({ model, rows: result.rows, templates: [template] }, null, 2)}\n`;
}

/** A line for each choice of each row. */
export function scoreCsv(result: Scored, normalization: string): string {
  const { verdicts } = comparisonOf(result, normalization);
  const rows = result.score.examples.flatMap(({ row, choices, skipped }, index) => {
    const { prediction, target } = verdicts[index] ?? { prediction: null, target: null };
    if (choices.length === 0) return [[row, '', '', '', '', '', '', skipped ?? '']];
    return choices.map(({ text, logLikelihood, unconditional, tokens }, choice) => [
      ...[row, text, logLikelihood ?? '', unconditional ?? '', tokens],
      ...[choice === prediction, choice === target, skipped ?? ''],
    ]);
  });
  const header = ['row', 'choice', 'logLikelihood', 'unconditional', 'tokens'];
  return csv([[...header, 'predicted', 'target', 'skipped'], ...rows]);
}

export function fileScoreMarkdown({ templates, rows: scored, spread }: FileScore): string {
  const { median, q1, q3, minimum, maximum } = spread;
  const rows = templates.map(({ name, accuracy, interval, judged, message }) => [
    name,
    percent(accuracy),
    interval === null ? (message ?? '') : `${percent(interval.low)} to ${percent(interval.high)}`,
    String(judged),
  ]);
  const lines = [
    ...markdownTable(['Template', 'Accuracy', '95 % interval', 'Rows'], rows),
    '',
    `Over ${spread.templates} templates: median ${percent(median)}, quartiles ${percent(q1)} and ${percent(q3)}, ` +
      `from ${percent(minimum)} to ${percent(maximum)}${scored === null ? '' : `; ${describeRows(scored)}`}.`,
  ];
  return `${lines.join('\n')}\n`;
}

export function fileScoreJson(file: FileScore): string {
  const { templates, rows, spread } = file;
  return `${JSON.stringify({ rows, templates, summary: spread }, null, 2)}\n`;
}

export function fileScoreCsv({ templates }: FileScore): string {
  const rows = templates.map(({ id, name, accuracy, interval, judged, message }) => [
    ...[id, name, accuracy ?? '', interval?.low ?? '', interval?.high ?? '', judged, message ?? ''],
  ]);
  return csv([['id', 'name', 'accuracy', 'low', 'high', 'rows', 'message'], ...rows]);
}

function comparisonOf({ comparisons }: Scored, normalization: string): ScoreComparison {
  const found = comparisons.find((each) => each.normalization === normalization) ?? comparisons[0];
  if (found === undefined) throw new Error('a score has at least one comparison');
  return found;
}

function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return [headings, headings.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map(markdownCell).join(' | ')} |`,
  );
}

function markdownCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets a quote before it. */
function csv(rows: readonly (readonly (string | number | boolean)[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`;
}

function figure(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(3);
}
