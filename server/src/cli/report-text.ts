import type { Finding, Severity } from '../rules/rule.ts';
import { type LintedFile, type LintReport, rangeOf, summarizeReport } from './lint-report.ts';
import { excerptLine } from './source-excerpt.ts';
import type { Style } from './style.ts';
import { showControls } from './terminal-text.ts';

/** For people: each finding under its source line, with a mark at the place. */
export function reportText(report: LintReport, style: Style, columns: number): string {
  const blocks = report.files.flatMap((file) =>
    file.findings.map((finding) => describeFinding(file, finding, style, columns)),
  );
  return `${blocks.map((block) => `${block}\n`).join('\n')}${blocks.length === 0 ? '' : '\n'}${summaryLine(report, style)}\n`;
}

function describeFinding(
  file: LintedFile,
  finding: Finding,
  style: Style,
  columns: number,
): string {
  const { start, end } = rangeOf(file, finding);
  const place = `${showControls(file.path)}:${start.line + 1}:${start.character + 1}`;
  const colour = paint(style, finding.severity);
  const heading = `${style.bold(place)} ${style.dim(finding.rule)}`;

  const number = String(start.line + 1);
  const lineStart = file.lines.offsetAt({ line: start.line, character: 0 });
  const line = file.text.slice(lineStart, file.lines.lineEnd(start.line));
  const lastCharacter = end.line === start.line ? end.character : line.length;
  const excerpt = excerptLine(line, start.character, lastCharacter, columns - number.length - 5);
  const margin = style.dim(`${' '.repeat(number.length)} |`);
  return [
    heading,
    `  ${style.dim(`${number} |`)} ${excerpt.line}`,
    `  ${margin} ${colour(excerpt.mark)}`,
    `  ${margin} ${colour(`${finding.severity}:`)} ${showControls(finding.message)}`,
  ].join('\n');
}

function paint(style: Style, severity: Severity): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.yellow;
    default:
      return style.cyan;
  }
}

function summaryLine(report: LintReport, style: Style): string {
  const summary = summarizeReport(report);
  const counts = [
    plural(summary.errors, 'error'),
    plural(summary.warnings, 'warning'),
    plural(summary.information, 'remark'),
    plural(summary.hints, 'hint'),
  ].filter((count) => count !== undefined);
  const files = plural(summary.files, 'file') ?? 'no file';
  if (counts.length === 0) return style.green(`No findings in ${files}.`);
  return `${counts.join(', ')} in ${files}.`;
}

function plural(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
