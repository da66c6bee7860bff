import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, Severity } from '../rules/rule.ts';
import { type LintedFile, type LintReport, rangeOf } from './lint-report.ts';

export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  readonly description: string;
}

/** SARIF 2.1.0, as code scanning services read it. */
export function reportSarif(
  report: LintReport,
  rules: readonly RuleDescription[],
  version: string,
): string {
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: 'p3', semanticVersion: version, rules: rules.map(describeRule) } },
    columnKind: 'utf16CodeUnits',
    results: report.files.flatMap((file) =>
      file.findings.map((finding) => toResult(file, finding, ruleIndex.get(finding.rule))),
    ),
  };
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function describeRule({ id, severity, description }: RuleDescription) {
  return {
    id,
    shortDescription: { text: description },
    defaultConfiguration: { level: levels[severity] },
  };
}

function toResult(file: LintedFile, finding: Finding, ruleIndex: number | undefined) {
  const { start, end } = rangeOf(file, finding);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(file.path) },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
        ...(finding.templateId === null
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: finding.templateId }] }),
      },
    ],
  };
}

/** A relative path stays relative: the service knows where the checkout is. */
function toUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(/[/\\]/).map(encodeURIComponent).join('/').replace(/^\.\//, '');
}
