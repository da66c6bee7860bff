import type { Snapshot } from '../analysis/snapshot.ts';
import { rules } from './index.ts';
import { promptsOf } from './prompt.ts';
import type { Finding } from './rule.ts';
import { templateTextsOf } from './template-text.ts';

/** Every finding of every rule, in the order of the document. */
export function findingsOf(snapshot: Snapshot): readonly Finding[] {
  const texts = templateTextsOf(snapshot);
  const context = { snapshot, texts, prompts: promptsOf(snapshot, texts) };
  const findings: Finding[] = [];
  for (const { id, severity, check } of rules) {
    for (const report of check(context)) findings.push({ rule: id, severity, ...report });
  }
  // The sort is stable: at one place the order of the rules stands.
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
