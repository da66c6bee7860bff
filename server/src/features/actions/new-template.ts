import type { Snapshot } from '../../analysis/snapshot.ts';
import { overlaps } from '../../text/span.ts';
import { templateProposals } from '../completion/new-template.ts';
import type { ActionRequest, CodeAction } from './code-action.ts';
import { insertTemplates } from './insert-templates.ts';

/** A whole template for each usual task, where the cursor is on the key of a template or of the file. */
export function newTemplates(
  snapshot: Snapshot,
  { selection, hasCommands, newId }: ActionRequest,
): readonly CodeAction[] {
  if (hasCommands) return [];
  const { templates, entries } = snapshot.file;
  const keys = [...templates, ...entries].map(({ keySpan }) => keySpan);
  const isOnKey = keys.some((span) => overlaps(span, selection));
  if (!isOnKey && snapshot.text.trim() !== '') return [];
  return templateProposals(snapshot, '  ', newId).map(({ label, insert = '' }) => ({
    title: `Add a ${label}`,
    kind: 'refactor.rewrite',
    edits: () => [insertTemplates(snapshot, [insert])],
  }));
}
