import type { Snapshot } from '../analysis/snapshot.ts';
import type { TextEdit } from '../rules/rule.ts';
import { templateTextsOf } from '../rules/template-text.ts';
import { dumpScalarAt } from '../template/dump/dump-scalar.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import { nameOf } from '../template/template-name.ts';
import { type Span, touches } from '../text/span.ts';
import { keepForm } from './actions/keep-form.ts';
import type { LocalGroup } from './names/local-groups.ts';
import {
  documentSpan,
  type Occurrence,
  occurrenceAt,
  sameOccurrences,
} from './names/occurrences.ts';

export type RenameTarget =
  | { readonly kind: 'name'; readonly span: Span; readonly placeholder: string }
  /** A sentence that says why this cannot be renamed. */
  | { readonly kind: 'refused'; readonly message: string };

export type Renaming =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly message: string };

/** What a rename at the offset would change. */
export function prepareRename(snapshot: Snapshot, offset: number): RenameTarget {
  const named = templateNamedAt(snapshot, offset);
  if (named !== undefined) return { kind: 'name', span: named.span, placeholder: named.name };
  const occurrence = occurrenceAt(snapshot, offset);
  if (occurrence === undefined) return refuse(explain(snapshot, offset));
  const problem = problemOf(snapshot, occurrence);
  if (problem !== undefined) return refuse(problem);
  return { kind: 'name', span: documentSpan(occurrence), placeholder: occurrence.name };
}

/** Renames a local name in its text, a field in all templates of the file, or a template; keeps PyYAML's form. */
export function rename(snapshot: Snapshot, offset: number, newName: string): Renaming {
  const renaming = renameAt(snapshot, offset, newName);
  if (renaming.kind === 'refused') return renaming;
  return { kind: 'edits', edits: keepForm(snapshot, renaming.edits) };
}

function renameAt(snapshot: Snapshot, offset: number, newName: string): Renaming {
  const target = prepareRename(snapshot, offset);
  if (target.kind === 'refused') return target;
  const named = templateNamedAt(snapshot, offset);
  if (named !== undefined) return renameTemplate(snapshot, named, newName);
  const occurrence = occurrenceAt(snapshot, offset);
  return occurrence === undefined
    ? refuse(nothingHere)
    : renameOccurrences(snapshot, occurrence, newName);
}

const nothingHere =
  'Only names can be renamed: a variable, a macro, a field of the dataset, or the name of a template.';

function refuse(message: string) {
  return { kind: 'refused', message } as const;
}

function explain({ file }: Snapshot, offset: number): string {
  const isOnId = file.templates.some(
    ({ keySpan, id }) => touches(keySpan, offset) || (id && touches(id.valueSpan, offset)),
  );
  return isOnId
    ? 'The id of a template stays the same, since results and other files refer to it. Rename its `name` instead.'
    : nothingHere;
}

interface NamedTemplate {
  readonly template: PromptTemplate;
  readonly span: Span;
  readonly name: string;
}

function templateNamedAt({ file }: Snapshot, offset: number): NamedTemplate | undefined {
  for (const template of file.templates) {
    const { name } = template;
    if (name?.value.type === 'str' && touches(name.valueSpan, offset)) {
      return { template, span: name.valueSpan, name: name.value.text };
    }
  }
  return undefined;
}

function renameTemplate(
  { file, text }: Snapshot,
  { template, span }: NamedTemplate,
  newName: string,
): Renaming {
  const name = newName.trim();
  if (name === '') return refuse('The name of a template must not be empty.');
  const isTaken = file.templates.some(
    ({ name: other, span: place }) =>
      place.start !== template.span.start &&
      other?.value.type === 'str' &&
      other.value.text === name,
  );
  if (isTaken) {
    return refuse(
      `Another template of this file is named \`${name}\` already. Choose another name.`,
    );
  }
  return { kind: 'edits', edits: [{ span, newText: dumpScalarAt(text, span.start, name) }] };
}

/** Why an occurrence cannot be renamed. */
function problemOf(
  snapshot: Snapshot,
  { name, meaning, isMember }: Occurrence,
): string | undefined {
  switch (meaning.kind) {
    case 'answer-choices':
      return '`answer_choices` is the name under which PromptSource passes the choices, and cannot be renamed.';
    case 'builtin':
      return `\`${name}\` is a name of Jinja or Python, and cannot be renamed.`;
    case 'local':
      return problemOfLocal(snapshot, name, meaning.group);
    case 'unknown':
      return isMember
        ? `It is not known what \`${name}\` belongs to, so it cannot be renamed.`
        : undefined;
    case 'field':
      return undefined;
  }
}

function problemOfLocal(snapshot: Snapshot, name: string, group: LocalGroup): string | undefined {
  if (group.some(({ kind }) => kind === 'special')) {
    return `\`${name}\` is bound by Jinja itself, and cannot be renamed.`;
  }
  const mayBeColumn = templateTextsOf(snapshot).some(({ types }) =>
    types.scopes.references.some(
      ({ bindings, mayBeFree }) =>
        mayBeFree &&
        bindings.some((binding) => group.includes(binding)) &&
        types.features?.has(name),
    ),
  );
  return mayBeColumn
    ? `\`${name}\` is set on some paths only, and on the others it is the column of that name, so it cannot be renamed. Set it on every path first.`
    : undefined;
}

function renameOccurrences(snapshot: Snapshot, wanted: Occurrence, newName: string): Renaming {
  const occurrences = sameOccurrences(snapshot, wanted);
  const problem = problemOfName(wanted, occurrences, newName);
  if (problem !== undefined) return refuse(problem);
  const edits = occurrences.map((each) => ({ span: documentSpan(each), newText: newName }));
  return { kind: 'edits', edits };
}

/** Why the new name will not do. */
function problemOfName(
  { meaning }: Occurrence,
  occurrences: readonly Occurrence[],
  newName: string,
): string | undefined {
  const isField = meaning.kind === 'field' || meaning.kind === 'unknown';
  if (!isIdentifier(newName)) {
    return `\`${newName}\` is no name in Jinja: expected letters, digits and \`_\`, and no digit first.`;
  }
  if (reserved.has(newName))
    return `\`${newName}\` has a meaning of its own in Jinja. Choose another name.`;
  const clash = occurrences.find(({ text, isMember }) => {
    const { bindings, references } = text.types.scopes;
    const isBound = !isMember && bindings.some(({ name }) => name === newName);
    return isBound || (!isField && references.some(({ name }) => name === newName));
  });
  return (
    clash &&
    `\`${newName}\` is used in the template \`${nameOf(clash.text.template)}\` already. Choose another name.`
  );
}

function isIdentifier(text: string): boolean {
  return /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text);
}

/** Names that Jinja's parser or PromptSource takes for itself. */
const reserved: ReadonlySet<string> = new Set(
  'and answer_choices caller else false False if in is kwargs loop none None not or recursive self super true True varargs'.split(
    ' ',
  ),
);
