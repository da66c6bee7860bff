/** Where the names of templates occur, and which occurrences mean the same thing. */
import { type ResolvedReference, resolveReferences } from '../../analysis/resolve.ts';
import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { templatesAround } from '../../analysis/templates-around.ts';
import { type FeaturePath, formatFeaturePath } from '../../dataset/feature-path.ts';
import type { Binding } from '../../jinja/binding.ts';
import type { CallExpression } from '../../jinja/nodes.ts';
import { walk } from '../../jinja/visit.ts';
import {
  type TemplateText,
  templateTextsOf,
  textsOf,
  toDocument,
} from '../../rules/template-text.ts';
import { type Span, touches } from '../../text/span.ts';
import { groupBindings, type LocalGroup } from './local-groups.ts';

/** What a name means; two occurrences with equal keys mean the same. */
export type Meaning = { readonly key: string } & (
  | { readonly kind: 'local'; readonly group: LocalGroup; readonly bindings: readonly Binding[] }
  /** A field of the dataset: the same in all templates of the file. */
  | { readonly kind: 'field'; readonly path: FeaturePath }
  | { readonly kind: 'answer-choices' }
  | { readonly kind: 'builtin' }
  /** A name that nothing is known to define; it is missing where all columns are known. */
  | { readonly kind: 'unknown'; readonly isMissing: boolean }
);

export interface Occurrence {
  readonly name: string;
  readonly text: TemplateText;
  /** The name in the text of the scalar, without quotes. */
  readonly span: Span;
  readonly isWrite: boolean;
  /** Whether it belongs to a value before it: `answers.text`, `answers['text']`. */
  readonly isMember: boolean;
  readonly meaning: Meaning;
}

/** The name at an offset of the document. */
export function occurrenceAt(snapshot: Snapshot, offset: number): Occurrence | undefined {
  const text = templateTextAt(snapshot, offset);
  const decoded = text?.scalar.map.toDecoded(offset);
  if (text === undefined || decoded === undefined) return undefined;
  const found = occurrencesIn(text).filter(({ span }) => touches(span, decoded));
  // Behind one name and before the next, the cursor belongs to the next.
  return found.at(-1);
}

/** Every occurrence that means the same, in document order. */
export function sameOccurrences(snapshot: Snapshot, wanted: Occurrence): readonly Occurrence[] {
  const { meaning, text } = wanted;
  const isOfOneText = meaning.kind === 'local';
  const texts = templateTextsOf(snapshot).filter(
    ({ entry }) => !isOfOneText || entry === text.entry,
  );
  return texts
    .flatMap((each) => occurrencesIn(each))
    .filter((each) => each.meaning.key === meaning.key)
    .sort((a, b) => documentSpan(a).start - documentSpan(b).start);
}

export function templateTextAt(snapshot: Snapshot, offset: number): TemplateText | undefined {
  const features = knownFeatures(snapshot);
  return templatesAround(snapshot, offset)
    .flatMap((template) => textsOf(template, features))
    .find(({ scalar }) => scalar.map.toDecoded(offset) !== undefined);
}

export function documentSpan({ text, span }: Occurrence): Span {
  return toDocument(text, span);
}

/** Every name of a text, in no order. */
export function occurrencesIn(text: TemplateText): readonly Occurrence[] {
  const groups = groupBindings(text.types.scopes);
  const occurrences = new Map<number, Occurrence>();
  const add = (name: string, written: Span, meaning: Meaning, isWrite = false) => {
    const { isMember, span } = placeOf(text, written);
    occurrences.set(span.start, { name, text, span, isWrite, isMember, meaning });
  };
  for (const reference of resolveReferences(text.types)) {
    add(reference.name, reference.span, meaningOf(reference, text, groups));
  }
  for (const binding of text.types.scopes.bindings) {
    if (binding.kind === 'special') continue;
    add(binding.name, binding.span, localMeaning(text, groups, [binding]), true);
  }
  for (const { name, span, parameter } of keywordsOf(text)) {
    add(name, span, localMeaning(text, groups, [parameter]));
  }
  return [...occurrences.values()];
}

function placeOf({ tree: { source } }: TemplateText, written: Span) {
  const isQuoted = /['"]/.test(source[written.start] ?? '');
  return {
    span: isQuoted ? { start: written.start + 1, end: written.end - 1 } : written,
    isMember: isQuoted || source.slice(0, written.start).trimEnd().endsWith('.'),
  };
}

function meaningOf(
  { name, span, resolution }: ResolvedReference,
  text: TemplateText,
  groups: ReadonlyMap<Binding, LocalGroup>,
): Meaning {
  switch (resolution.kind) {
    case 'local':
      return localMeaning(text, groups, resolution.bindings);
    case 'field': {
      const { path } = resolution;
      return { kind: 'field', path, key: `field ${formatFeaturePath(path)}` };
    }
    case 'answer-choices':
      return { kind: 'answer-choices', key: `choices of ${text.template.span.start}` };
    case 'builtin':
      return { kind: 'builtin', key: `builtin ${name}` };
    default: {
      const isMember = placeOf(text, span).isMember;
      const isMissing = resolution.kind !== 'undecided';
      return { kind: 'unknown', isMissing, key: `unknown ${isMember ? '.' : ''}${name}` };
    }
  }
}

function localMeaning(
  { entry }: TemplateText,
  groups: ReadonlyMap<Binding, LocalGroup>,
  bindings: readonly Binding[],
): Meaning {
  const group = bindings.flatMap((binding) => groups.get(binding) ?? []);
  const first = group[0];
  const key = `local ${entry.valueSpan.start} ${first?.span.start} ${first?.name}`;
  return { kind: 'local', group: [...new Set(group)], bindings, key };
}

/** The keyword arguments of calls of the text's own macros. */
function* keywordsOf({ types, tree }: TemplateText) {
  const { bindings, referenceByNode } = types.scopes;
  const parametersOf = (call: CallExpression) => {
    const macros = referenceByNode.get(call.callee)?.bindings ?? [];
    return bindings.filter(
      ({ kind, statement }) =>
        kind === 'parameter' && macros.some((macro) => macro.statement === statement),
    );
  };
  for (const node of walk(tree.body)) {
    if (node.kind !== 'call' || node.arguments.keywords.length === 0) continue;
    const parameters = parametersOf(node);
    for (const { name } of node.arguments.keywords) {
      const parameter = parameters.find((each) => each.name === name.name);
      if (parameter !== undefined) yield { ...name, parameter };
    }
  }
}
