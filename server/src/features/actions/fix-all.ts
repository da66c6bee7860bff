import type { TextEdit } from '../../rules/rule.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** All fixes of the document that may be made unseen, for an editor that fixes when it saves. */
export function fixAll({ findings }: ActionRequest): readonly CodeAction[] {
  const fixes = findings.flatMap(({ fix }) => (fix?.isSafe === true ? [fix.edits] : []));
  if (fixes.length === 0) return [];
  const title = 'Fix all that can be fixed safely';
  return [{ title, kind: 'source.fixAll.p3', edits: () => apart(fixes) }];
}

/** In document order; of edits that touch each other the first ones, since saving once more makes the others. */
function apart(fixes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const made: TextEdit[] = [];
  let end = -1;
  for (const edits of fixes.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (startOf(edits) <= end) continue;
    made.push(...edits);
    end = edits.at(-1)?.span.end ?? end;
  }
  return made;
}

function startOf([first]: readonly TextEdit[]): number {
  return first?.span.start ?? 0;
}
