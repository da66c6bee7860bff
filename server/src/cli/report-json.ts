import { type LintReport, rangeOf, summarizeReport } from './lint-report.ts';

/** The project's own format; its keys are a contract. */
export function reportJson(report: LintReport): string {
  const files = report.files.map((file) => ({
    path: file.path,
    findings: file.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      template: finding.templateId,
      range: rangeOf(file, finding),
      // 0-based, of those rules that rows prove.
      ...(finding.row !== undefined && { row: finding.row }),
    })),
  }));
  return `${JSON.stringify({ files, summary: summarizeReport(report) }, null, 2)}\n`;
}
