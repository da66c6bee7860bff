import type { Snapshot } from '../../analysis/snapshot.ts';
import type { TextEdit } from '../../rules/rule.ts';
import { formatTemplateFile } from '../../template/write-template-file.ts';
import { replaceText } from '../replace-text.ts';

/**
 * Edits with the same effect that leave a file as PyYAML writes it where it is so now: long lines are folded anew, and
 * templates stay in the order of their ids. A file in another form keeps it.
 */
export function keepForm({ text }: Snapshot, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (edits.length === 0 || !isInForm(text)) return edits;
  const edited = applyEdits(text, edits);
  const result = formatTemplateFile(edited);
  const isOther = result.kind === 'formatted' && result.text !== edited;
  return isOther ? replaceText(text, result.text) : edits;
}

function isInForm(text: string): boolean {
  const result = formatTemplateFile(text);
  return result.kind === 'formatted' && result.text === text;
}

/** The text with all edits made; they do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, newText }) => edited.slice(0, span.start) + newText + edited.slice(span.end),
      text,
    );
}
