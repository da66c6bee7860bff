import type { Snapshot } from '../../analysis/snapshot.ts';
import type { TextEdit } from '../../rules/rule.ts';
import type { PromptTemplate } from '../../template/template-file.ts';
import { overlaps } from '../../text/span.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';

/** Rules whose findings a new id removes. */
const rulesOfIds: ReadonlySet<string> = new Set(['duplicate-id', 'invalid-id']);

/** New ids for the template at the cursor, or for all of the file. */
export function newIds(snapshot: Snapshot, request: ActionRequest): readonly CodeAction[] {
  const { findings, selection, newId } = request;
  const { templates, entries } = snapshot.file;
  const actions: CodeAction[] = [];
  for (const template of templates.filter((each) => isNamedIn(each, selection))) {
    const edits = () => idEdits([template], newId);
    const title = 'Give this template a new id';
    const finding = findings.find(
      ({ rule, span }) => rulesOfIds.has(rule) && isNamedIn(template, span),
    );
    if (finding === undefined) actions.push({ title, kind: 'refactor.rewrite', edits });
    else actions.push({ title, kind: 'quickfix', finding, isPreferred: true, edits });
  }
  const isOnFile = entries.some(({ keySpan }) => overlaps(keySpan, selection));
  if (isOnFile && templates.length > 0) {
    const title = `Give all ${templates.length} templates new ids`;
    actions.push({ title, kind: 'refactor.rewrite', edits: () => idEdits(templates, newId) });
  }
  return actions;
}

/** Puts a new id in both of its places: the key and `id`. */
export function idEdits(
  templates: readonly PromptTemplate[],
  newId: () => string,
): readonly TextEdit[] {
  return templates.flatMap(({ keySpan, id }) => {
    const newText = newId();
    const spans = id === undefined ? [keySpan] : [keySpan, id.valueSpan];
    return spans.map((span) => ({ span, newText }));
  });
}

/** Whether a span touches the key or the `id` of the template. */
function isNamedIn({ keySpan, id }: PromptTemplate, span: ActionRequest['selection']): boolean {
  return overlaps(keySpan, span) || (id !== undefined && overlaps(id.valueSpan, span));
}
