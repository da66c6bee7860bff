import { type RowFacts, renderKeyOf } from '../analysis/row-facts.ts';
import { knownFeatures, lostColumns, type Snapshot } from '../analysis/snapshot.ts';
import { toRunnable } from '../template/runnable-template.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { contains } from '../text/span.ts';
import { brokenValues } from './broken-values.ts';
import { isWhole } from './file-keys.ts';
import { rules } from './index.ts';
import type { Finding, Report, Rule, RuleSeverities } from './rule.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';
import { reportsAbout } from './template-reports.ts';
import { yamlSyntax } from './yaml-syntax.ts';

export interface LintOptions {
  /** By rule; a rule that is not named has its own. */
  readonly severities?: RuleSeverities;
}

/** Every finding of every rule that is on and not kept quiet by a comment, in the order of the document. */
export function findingsOf(
  snapshot: Snapshot,
  { severities = {} }: LintOptions = {},
): readonly Finding[] {
  const reports = reportsOf(snapshot);
  const findings = rules.flatMap((rule) => {
    const chosen = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
    if (chosen === 'off') return [];
    const { id, severity } = rule;
    return (reports.get(rule) ?? []).map((report) => {
      return { rule: id, severity, ...report, ...(chosen && { severity: chosen }) };
    });
  });
  // The sort is stable: at one place the order of the rules stands.
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Whether it makes a difference to render templates over rows. */
export function areRowRulesOn(severities: RuleSeverities): boolean {
  return rules.some(({ id, isOverRows }) => isOverRows && severities[id] !== 'off');
}

const templateRules = rules.filter(({ checkTemplate }) => checkTemplate !== undefined);
const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** By rule, what no comment keeps quiet. */
function reportsOf(snapshot: Snapshot): ReadonlyMap<Rule, readonly Report[]> {
  const suppressions = suppressionsOf(snapshot);
  const broken = brokenValues(snapshot);
  const { hasAnchors } = snapshot.parsed.reading;
  const all = allReports(snapshot, suppressions);
  return new Map(
    [...all].map(([rule, reports]) => [
      rule,
      heard(rule, hasAnchors ? eachOnce(reports) : reports, suppressions).filter(({ span }) => {
        return rule === yamlSyntax || !broken.some((value) => contains(value, span));
      }),
    ]),
  );
}

/** By rule, of those that have something to say. */
function allReports(
  snapshot: Snapshot,
  suppressions: readonly Suppression[],
): ReadonlyMap<Rule, readonly Report[]> {
  const { text: document, unlabelled, file } = snapshot;
  const all = new Map<Rule, Report[]>();
  const add = (rule: Rule, reports: Iterable<Report>) => {
    const known = all.get(rule) ?? [];
    for (const report of reports) known.push(report);
    if (known.length > 0) all.set(rule, known);
  };
  const context = { snapshot, suppressions, ruleIds };
  for (const rule of rules) {
    const reports: Report[] = [];
    rule.checkFile?.(context, (report) => reports.push(report));
    add(rule, reports);
  }
  const isFileWhole = isWhole(snapshot);
  const dataset = { features: knownFeatures(snapshot), lost: lostColumns(snapshot), unlabelled };
  for (const template of file.templates) {
    const surroundings = { document, ...dataset, rowFacts: rowFactsOf(template, snapshot) };
    for (const { rule, reports } of reportsAbout(template, surroundings, templateRules)) {
      if (isFileWhole || !rule.needsWholeFile) add(rule, reports);
    }
  }
  return all;
}

function rowFactsOf(template: PromptTemplate, { rowFacts }: Snapshot): RowFacts | undefined {
  if (rowFacts === undefined || rowFacts.size === 0) return undefined;
  const runnable = toRunnable(template);
  return runnable.kind === 'runnable' ? rowFacts.get(renderKeyOf(runnable.template)) : undefined;
}

function heard(
  { id }: Rule,
  reports: readonly Report[],
  suppressions: readonly Suppression[],
): readonly Report[] {
  const silencers = suppressions.filter((each) => each.rules.some((rule) => rule.id === id));
  return reports.filter((report) => {
    return !silencers.some((silencer) => silencer.covers(report));
  });
}

/** What an alias refers to belongs to several templates, and stands at one place. */
function eachOnce(reports: readonly Report[]): readonly Report[] {
  const byPlace = new Map<string, Report>();
  for (const report of reports) {
    const { span, message } = report;
    const key = `${span.start} ${span.end} ${message}`;
    if (!byPlace.has(key)) byPlace.set(key, report);
  }
  return [...byPlace.values()];
}
