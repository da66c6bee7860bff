import type { Snapshot } from '../../analysis/snapshot.ts';
import type { TextEdit } from '../../rules/rule.ts';
import { formatTemplateFile } from '../../template/write-template-file.ts';
import { replaceText } from '../replace-text.ts';

/**
 * Edits with the same effect that leave a file as PyYAML writes it where it is so now: long lines are folded anew, and
 * templates stay in the order of their ids. A file in another form keeps it.
 */
export function keepForm(snapshot: Snapshot, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { text } = snapshot;
  if (edits.length === 0 || !isInForm(snapshot)) return edits;
  const edited = applyEdits(text, edits);
  const result = formatTemplateFile(edited);
  const isOther = result.kind === 'formatted' && result.text !== edited;
  return isOther ? replaceText(text, result.text) : edits;
}

function isInForm(snapshot: Snapshot): boolean {
  const known = inForm.get(snapshot);
  if (known !== undefined) return known;
  const result = formatTemplateFile(snapshot.text);
  const isSame = result.kind === 'formatted' && result.text === snapshot.text;
  inForm.set(snapshot, isSame);
  return isSame;
}

/** A list of actions asks about one version of a file again and again. */
const inForm = new WeakMap<Snapshot, boolean>();

/** The text with all edits made; they do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, newText }) => edited.slice(0, span.start) + newText + edited.slice(span.end),
      text,
    );
}
