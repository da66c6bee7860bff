import type { Finding, Severity } from '../rules/rule.ts';
import { isAtLeast, type LintedFile, type LintReport, rangeOf } from './lint-report.ts';

/** JUnit's XML: a suite for each file, a failed case for each finding of the level or graver. */
export function reportJunit(report: LintReport, failOn: Severity): string {
  const suites = report.files.map((file) => suite(file, failOn));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="p3 lint">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: LintedFile, failOn: Severity): string {
  const cases = file.findings.map((finding) => testCase(file, finding, failOn));
  const failures = file.findings.filter(({ severity }) => isAtLeast(severity, failOn)).length;
  // A suite without cases is left out by many readers.
  if (cases.length === 0) cases.push(`    <testcase name="no findings"${classOf(file)}/>\n`);
  const counts = `tests="${cases.length}" failures="${failures}" errors="0"`;
  return `  <testsuite name="${escapeXml(file.path)}" ${counts}>\n${cases.join('')}  </testsuite>\n`;
}

function testCase(file: LintedFile, finding: Finding, failOn: Severity): string {
  const { start } = rangeOf(file, finding);
  const place = `${start.line + 1}:${start.character + 1}`;
  const template = finding.templateId === null ? '' : ` in template ${finding.templateId}`;
  const text = escapeXml(`${file.path}:${place}: ${finding.message}${template}`);
  const name = escapeXml(`${finding.rule} (${place})`);
  const outcome = isAtLeast(finding.severity, failOn)
    ? `<failure type="${finding.severity}" message="${escapeXml(finding.message)}">${text}</failure>`
    : `<system-out>${finding.severity}: ${text}</system-out>`;
  return `    <testcase name="${name}"${classOf(file)}>${outcome}</testcase>\n`;
}

function classOf(file: LintedFile): string {
  return ` classname="${escapeXml(file.path)}"`;
}

/** XML 1.0 has no way to write most control characters and lone surrogates. */
function escapeXml(text: string): string {
  return text
    .replace(loneSurrogate, '\ufffd')
    .replace(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const loneSurrogate = /[\ud800-\udfff]/gu;
