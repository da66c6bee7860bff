import { matchesGlob } from '../text/glob.ts';
import { rules } from './index.ts';
import type { RuleSeverities } from './rule.ts';

/** Rules that are off in some files: lists of rules, or of `*` for all, by a glob for the files. */
export type IgnoredRules = Readonly<Record<string, readonly string[]>>;

/** What is chosen for the rules in one file; its path is relative, with `/` between folders. */
export function severitiesOfFile(
  path: string,
  severities: RuleSeverities,
  ignored: IgnoredRules,
): RuleSeverities {
  const off = Object.entries(ignored).flatMap(([glob, ids]) => {
    return matchesGlob(path, glob) ? ids : [];
  });
  if (off.length === 0) return severities;
  const ids = off.includes('*') ? rules.map(({ id }) => id) : off;
  return { ...severities, ...Object.fromEntries(ids.map((id) => [id, 'off' as const])) };
}
