import type { Snapshot } from '../../analysis/snapshot.ts';
import type { CommandId } from '../../protocol/commands.ts';
import { referenceTo } from '../../template/template-name.ts';
import { overlaps, type Span } from '../../text/span.ts';

/** A change that needs to know more than the place: a command of the client asks for it. */
export interface PromptedChange {
  readonly title: string;
  readonly command: CommandId;
  /** The templates that it is about, as requests call them; absent where it asks for them too. */
  readonly templateIds?: readonly string[];
}

/** What can be begun on the key or the id of a template, and on the keys of the file. */
export function promptedChanges(
  { file, text }: Snapshot,
  selection: Span,
): readonly PromptedChange[] {
  const add: PromptedChange = { title: 'New template…', command: 'p3.newTemplate' };
  const template = file.templates.find(({ keySpan, id }) =>
    [keySpan, id?.valueSpan].some((span) => span && overlaps(span, selection)),
  );
  if (template !== undefined) {
    const templateIds = [referenceTo(template, file.templates) ?? template.key];
    const title = 'Copy this template to another subset…';
    return [add, { title, command: 'p3.copyTemplates', templateIds }];
  }
  const isOnFile = file.entries.some(({ keySpan }) => overlaps(keySpan, selection));
  if (!isOnFile) return text.trim() === '' ? [add] : [];
  return file.templates.length === 0
    ? [add]
    : [add, { title: 'Copy templates to another subset…', command: 'p3.copyTemplates' }];
}
