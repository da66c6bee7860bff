import { overlaps } from '../../text/span.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** The fixes of the findings that touch the selection, the one that is most likely meant before its alternatives. */
export function quickFixes({ findings, selection }: ActionRequest): readonly CodeAction[] {
  return findings.flatMap((finding): readonly CodeAction[] => {
    const { fix, alternatives = [], span } = finding;
    if (!overlaps(span, selection)) return [];
    const fixes = fix === undefined ? alternatives : [fix, ...alternatives];
    return fixes.map((each) => ({
      title: each.title,
      kind: 'quickfix',
      finding,
      isPreferred: each === fix,
      edits: () => each.edits,
    }));
  });
}
