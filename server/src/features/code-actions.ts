import type { Snapshot } from '../analysis/snapshot.ts';
import type { ActionRequest, CodeAction } from './actions/code-action.ts';
import { escapeText } from './actions/escape-text.ts';
import { extractAnswerChoices } from './actions/extract-answer-choices.ts';
import { fixAll } from './actions/fix-all.ts';
import { keepForm } from './actions/keep-form.ts';
import { newIds } from './actions/new-ids.ts';
import { newTemplates } from './actions/new-template.ts';
import { quickFixes } from './actions/quick-fixes.ts';

/** What can be done at the selection: fixes of what is wrong there first. Edits keep the form that PyYAML writes. */
export function codeActions(snapshot: Snapshot, request: ActionRequest): readonly CodeAction[] {
  const actions = [
    ...quickFixes(request),
    ...newIds(snapshot, request),
    ...extractAnswerChoices(snapshot, request),
    ...escapeText(snapshot, request),
    ...newTemplates(snapshot, request),
    ...fixAll(request),
  ];
  const isFix = ({ kind }: CodeAction) => kind === 'quickfix';
  return [...actions.filter(isFix), ...actions.filter((action) => !isFix(action))].map(
    (action) => ({ ...action, edits: () => keepForm(snapshot, action.edits()) }),
  );
}
