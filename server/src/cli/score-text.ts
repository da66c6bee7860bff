import type { ScoredExample, TemplateScore } from '../protocol/requests.ts';
import { summarize } from '../scoring/summary.ts';
import type { ScoreReport } from './score-report.ts';
import type { Style } from './style.ts';
import { cutToWidth, displayWidth, showControls } from './terminal-text.ts';

/** For people: each row with its choices and their log-likelihoods, then the accuracies. */
export function reportScoresText(report: ScoreReport, style: Style, columns: number): string {
  const { model, templates } = report;
  const lines = [`${style.bold(`Model ${model.name}`)} on ${model.provider}`];
  if (model.notice !== undefined) lines.push(style.yellow(model.notice));
  for (const template of templates) lines.push('', ...describeTemplate(template, style, columns));
  const scored = templates.filter(({ accuracy }) => accuracy !== null);
  if (scored.length > 1) lines.push('', describeSummary(scored));
  return `${lines.join('\n')}\n`;
}

function describeTemplate(template: TemplateScore, style: Style, columns: number): string[] {
  const lines = [style.bold(showControls(template.name))];
  const reasons = new Set(template.examples.map(({ skipped }) => skipped));
  const [reason] = reasons;
  if (reasons.size === 1 && reason !== undefined) {
    return [...lines, `  ${style.yellow(`not scored: ${showControls(reason)}`)}`];
  }
  for (const example of template.examples) lines.push(...describeExample(example, style, columns));
  const judged = template.examples.filter(({ skipped }) => skipped === undefined).length;
  const accuracy = percent(template.accuracy);
  lines.push(
    `  ${style.bold(`accuracy ${accuracy}`)} over ${judged} scored ${judged === 1 ? 'row' : 'rows'}`,
  );
  return lines;
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

function describeSummary(templates: readonly TemplateScore[]): string {
  const { median, q1, q3 } = summarize(templates.map(({ accuracy }) => accuracy));
  return `${templates.length} templates: median ${percent(median)}, quartiles ${percent(q1)} and ${percent(q3)}`;
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : `${(share * 100).toFixed(1)} %`;
}
