import type { Severity } from '../rules/rule.ts';
import { type LintReport, rangeOf } from './lint-report.ts';

/** Workflow commands of GitHub Actions, which shows them beside the changed lines. */
export function reportGithub(report: LintReport): string {
  let text = '';
  for (const file of report.files) {
    for (const finding of file.findings) {
      const { start, end } = rangeOf(file, finding);
      // GitHub takes columns only where a finding stays on its line.
      const columns =
        start.line === end.line
          ? `,col=${start.character + 1},endColumn=${Math.max(end.character, start.character + 1)}`
          : '';
      const place = `file=${escapeProperty(file.path)},line=${start.line + 1},endLine=${end.line + 1}`;
      const title = `title=${escapeProperty(finding.rule)}`;
      text += `::${commands[finding.severity]} ${place}${columns},${title}::${escapeData(finding.message)}\n`;
    }
  }
  return text;
}

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
