import { overlaps } from '../../text/span.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** The fixes of the findings that touch the selection. */
export function quickFixes({ findings, selection }: ActionRequest): readonly CodeAction[] {
  return findings.flatMap((finding): readonly CodeAction[] => {
    const { fix, span } = finding;
    return fix !== undefined && overlaps(span, selection)
      ? [{ title: fix.title, kind: 'quickfix', finding, edits: () => fix.edits }]
      : [];
  });
}
