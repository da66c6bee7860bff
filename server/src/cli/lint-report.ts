import type { Finding, Severity } from '../rules/rule.ts';
import type { LineIndex } from '../text/line-index.ts';

/** What `p3 lint` has to tell, before it is put into a format. */
export interface LintReport {
  readonly files: readonly LintedFile[];
}

export interface LintedFile {
  /** As the user named it, or as it was found below a folder that the user named. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** In document order. */
  readonly findings: readonly Finding[];
}

export type LintSummary = Readonly<Record<SummaryKey, number>>;

type SummaryKey = 'files' | 'errors' | 'warnings' | 'information' | 'hints';

export function summarizeReport({ files }: LintReport): LintSummary {
  const count = (severity: Severity) =>
    files.reduce(
      (sum, { findings }) => sum + findings.filter((one) => one.severity === severity).length,
      0,
    );
  return {
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
    hints: count('hint'),
  };
}

/** From the gravest on. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export function isAtLeast(severity: Severity, level: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(level);
}

/** Zero-based, `character` in UTF-16 units. */
export function rangeOf(file: LintedFile, finding: Finding) {
  return {
    start: file.lines.positionAt(finding.span.start),
    end: file.lines.positionAt(finding.span.end),
  };
}
