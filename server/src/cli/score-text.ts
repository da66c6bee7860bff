import type { ScoredExample, ScoreStatistics, TemplateScore } from '../protocol/requests.ts';
import type { ScoreSpread } from '../protocol/scoring.ts';
import type { PrecisionComparison } from '../scoring/precision-comparison.ts';
import type { Output } from './output.ts';
import type { ScoreReporter } from './score-report.ts';
import type { Style } from './style.ts';
import { formatTable } from './table.ts';
import { cutToWidth, displayWidth, showControls } from './terminal-text.ts';

/** For people: each row with its choices and their log-likelihoods, then the accuracies. */
export function createTextReport(output: Output, style: Style): ScoreReporter {
  const write = (lines: readonly string[]) => output.write(`${lines.join('\n')}\n`);
  return {
    async begin(model) {
      const lines = [
        `${style.bold(`Model ${model.name}`)} on ${model.provider} in ${model.precision}`,
      ];
      if (model.notice !== undefined) lines.push(style.yellow(model.notice));
      await write(lines);
    },
    template: (score) => write(['', ...describeTemplate(score, style, output.columns)]),
    async end(summary, comparison) {
      if (summary.templates > 1) await write(['', describeSummary(summary)]);
      if (comparison !== null) await write(['', ...describeComparison(comparison)]);
    },
  };
}

function describeTemplate(template: TemplateScore, style: Style, columns: number): string[] {
  const lines = [style.bold(showControls(template.name))];
  const reasons = new Set(template.examples.map(({ skipped }) => skipped));
  const [reason] = reasons;
  if (reasons.size === 1 && reason !== undefined) {
    return [...lines, `  ${style.yellow(`not scored: ${showControls(reason)}`)}`];
  }
  for (const example of template.examples) lines.push(...describeExample(example, style, columns));
  return [...lines, ...describeFigures(template, style, columns)];
}

/** The prediction is pointed at; a target that was missed is marked, too. */
function describeExample(example: ScoredExample, style: Style, columns: number): string[] {
  const heading = `  row ${example.row}`;
  if (example.skipped !== undefined) {
    return [`${heading}  ${style.yellow(`not scored: ${showControls(example.skipped)}`)}`];
  }
  const verdict =
    example.target === null
      ? style.dim('no target')
      : example.correct
        ? style.green('right')
        : style.red('wrong');
  const texts = example.choices.map(({ text }) => cutToWidth(showControls(text), columns - 40));
  const width = Math.max(...texts.map(displayWidth));
  const choices = example.choices.map(({ logLikelihood, tokens }, index) => {
    const text = texts[index] ?? '';
    const padded = text + ' '.repeat(width - displayWidth(text));
    const score = logLikelihood === null ? 'not finite' : logLikelihood.toFixed(3);
    const pointer = index === example.prediction ? '>' : ' ';
    const target = index === example.target ? '  target' : '';
    const plural = tokens === 1 ? 'token' : 'tokens';
    const line = `    ${pointer} ${padded}  ${score.padStart(10)}  ${tokens} ${plural}${target}`;
    return index === example.prediction ? style.bold(line) : line;
  });
  return [`${heading}  ${verdict}`, ...choices];
}

function describeFigures(template: TemplateScore, style: Style, columns: number): string[] {
  const { statistics, examples, skipped, blank } = template;
  const scored = examples.length - skipped;
  const plural = scored === 1 ? 'row' : 'rows';
  const lines = [
    `  ${style.bold(`accuracy ${percent(statistics.accuracy)}`)} over ${scored} scored ${plural}${describeInterval(statistics)}`,
  ];
  if (skipped > 0) {
    const blanks = blank > 0 ? `, ${blank} of them because they render blank` : '';
    lines.push(`  ${skipped} not scored${blanks}`);
  }
  if (statistics.classes.length > 1 && statistics.judged > 1) {
    lines.push(...describeClasses(statistics, columns, style));
  }
  return lines;
}

function describeInterval({ interval, macroF1 }: ScoreStatistics): string {
  if (interval === null) return '';
  const range = `${(100 * interval.low).toFixed(1)} to ${percent(interval.high)}`;
  return ` (95 % interval ${range}), macro-F1 ${macroF1 === null ? 'unknown' : macroF1.toFixed(3)}`;
}

/** More classes than that no one reads here. */
const MOST_CLASSES = 30;

function describeClasses(
  { classes }: ScoreStatistics,
  columns: number,
  style: Style,
): readonly string[] {
  const rows = classes
    .slice(0, MOST_CLASSES)
    .map(({ name, targets, predicted, correct, f1 }) => [
      name,
      ...[targets, predicted, correct].map(String),
      f1 === null ? '' : f1.toFixed(3),
    ]);
  const headings = ['class', 'rows', 'predicted', 'right', 'F1'];
  const table = formatTable(headings, rows, columns - 2, style)
    .trimEnd()
    .split('\n');
  const more = classes.length - rows.length;
  return [...table, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `  ${line}`);
}

function describeSummary({ templates, median, q1, q3, minimum, maximum }: ScoreSpread): string {
  return (
    `${templates} templates: median ${percent(median)}, quartiles ${percent(q1)} and ${percent(q3)}, ` +
    `from ${percent(minimum)} to ${percent(maximum)}`
  );
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(share * 100).toFixed(1)} %`;
}

function describeComparison(comparison: PrecisionComparison): string[] {
  const { precision, rows, samePrediction, sameOrder, largestShift: shift } = comparison;
  const counted = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
  const lines = [
    `${precision} beside fp32 on ${counted}: same prediction ${percent(samePrediction)}, ` +
      `pairs of choices in the same order ${percent(sameOrder)}`,
  ];
  if (shift !== null) {
    const choice = showControls(shift.choice);
    const scores = `${shift.fp32.toFixed(3)} to ${shift.compared.toFixed(3)}`;
    lines.push(`largest shift: ${scores}, row ${shift.row}, \`${choice}\``);
  }
  return lines;
}
