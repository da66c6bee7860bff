import { type RowFacts, renderKeyOf } from '../analysis/row-facts.ts';
import { knownFeatures, lostColumns, type Snapshot } from '../analysis/snapshot.ts';
import { toRunnable } from '../template/runnable-template.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { contains } from '../text/span.ts';
import { brokenValues } from './broken-values.ts';
import { rules } from './index.ts';
import { toPrompt } from './prompt.ts';
import type {
  FileRule,
  Finding,
  Report,
  Rule,
  RuleContext,
  RuleSeverities,
  TemplateRule,
} from './rule.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';
import { reportsAbout } from './template-reports.ts';
import { textsOf } from './template-text.ts';
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

const fileRules = rules.filter((rule): rule is FileRule => rule.scope === undefined);
const templateRules = rules.filter((rule): rule is TemplateRule => rule.scope === 'template');
const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** By rule, what no comment keeps quiet. */
function reportsOf(snapshot: Snapshot): ReadonlyMap<Rule, readonly Report[]> {
  const features = knownFeatures(snapshot);
  const lost = lostColumns(snapshot);
  const templates = snapshot.file.templates.map((template) => {
    const rowFacts = rowFactsOf(template, snapshot);
    const document = snapshot.text;
    return { document, template, texts: textsOf(template, features), features, lost, rowFacts };
  });
  const texts = templates.flatMap((template) => template.texts);
  const suppressions = suppressionsOf(snapshot, texts);
  const prompts = templates.map((each) => toPrompt(each.template, each.texts));
  const context: RuleContext = { snapshot, texts, prompts, suppressions, ruleIds, lost };
  const reports = new Map<Rule, Report[]>(rules.map((rule) => [rule, []]));
  for (const rule of fileRules) reports.get(rule)?.push(...rule.check(context));
  for (const template of templates) {
    for (const { rule, reports: own } of reportsAbout(template, templateRules)) {
      reports.get(rule)?.push(...own);
    }
  }
  const broken = brokenValues(snapshot);
  return new Map(
    [...reports].map(([rule, all]) => [
      rule,
      heard(rule, all, suppressions).filter(({ span }) => {
        return rule === yamlSyntax || !broken.some((value) => contains(value, span));
      }),
    ]),
  );
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
  return eachOnce(reports).filter((report) => {
    return !silencers.some((silencer) => silencer.covers(report));
  });
}

/** What an alias refers to belongs to several templates, and stands at one place. */
function eachOnce(reports: readonly Report[]): readonly Report[] {
  if (reports.length < 2) return reports;
  const byPlace = new Map<string, Report>();
  for (const report of reports) {
    const { span, message } = report;
    const key = `${span.start} ${span.end} ${message}`;
    if (!byPlace.has(key)) byPlace.set(key, report);
  }
  return [...byPlace.values()];
}
