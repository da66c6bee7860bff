import type { Snapshot } from '../analysis/snapshot.ts';
import { rules } from './index.ts';
import { promptsOf } from './prompt.ts';
import type { Finding, Report, Rule, RuleContext, RuleSeverities } from './rule.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';
import { templateTextsOf } from './template-text.ts';

export interface LintOptions {
  /** By rule; a rule that is not named has its own. */
  readonly severities?: RuleSeverities;
}

/** Every finding of every rule that is on and not kept quiet by a comment, in the order of the document. */
export function findingsOf(
  snapshot: Snapshot,
  { severities = {} }: LintOptions = {},
): readonly Finding[] {
  const texts = templateTextsOf(snapshot);
  const suppressions = suppressionsOf(snapshot, texts);
  const prompts = promptsOf(snapshot, texts);
  const context = { snapshot, texts, prompts, suppressions, ruleIds };
  const findings = rules.flatMap((rule) => {
    const chosen = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
    return chosen === 'off'
      ? []
      : runRule(rule, context).map((finding) => {
          return chosen === undefined ? finding : { ...finding, severity: chosen };
        });
  });
  // The sort is stable: at one place the order of the rules stands.
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Whether it makes a difference to render templates over rows. */
export function areRowRulesOn(severities: RuleSeverities): boolean {
  return rules.some(({ id, isOverRows }) => isOverRows && severities[id] !== 'off');
}

const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

function runRule({ id, severity, check }: Rule, context: RuleContext): readonly Finding[] {
  const silencers = context.suppressions.filter((each) =>
    each.rules.some((rule) => rule.id === id),
  );
  return [...check(context)]
    .filter((report) => !isSilenced(report, silencers))
    .map((report) => ({ rule: id, severity, ...report }));
}

function isSilenced(report: Report, silencers: readonly Suppression[]): boolean {
  return silencers.some((silencer) => silencer.covers(report));
}
