import type { Finding, TextEdit } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';

/** A change that removes one finding. */
export interface QuickFix {
  readonly title: string;
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
}

/** The fixes of the findings that touch the selection. */
export function quickFixes(findings: readonly Finding[], selection: Span): readonly QuickFix[] {
  return findings.flatMap((finding) =>
    finding.fix !== undefined && overlap(finding.span, selection)
      ? [{ title: finding.fix.title, finding, edits: finding.fix.edits }]
      : [],
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
