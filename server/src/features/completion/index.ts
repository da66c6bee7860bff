import type { Snapshot } from '../../analysis/snapshot.ts';
import { type Span, touches } from '../../text/span.ts';
import { filterProposals, testProposals } from './builtins.ts';
import { completeChoices } from './choices.ts';
import type { Completion, Proposal } from './completion.ts';
import { type DocumentContext, documentContextAt, type JinjaPlace } from './document-context.ts';
import { encodeFor, toScalar } from './encode.ts';
import { attributeProposals, keyedProposals, nameProposals } from './fields.ts';
import { type JinjaContext, jinjaContextAt } from './jinja-context.ts';
import { keyProposals, valueProposals } from './metadata.ts';
import { templateProposals } from './new-template.ts';
import { tagProposals } from './tags.ts';

export interface CompletionOptions {
  /** Makes the id of a new template, a random UUID. */
  newId(): string;
}

/** What can be written at the offset, each with the edit that writes it; empty where nothing is known. */
export function complete(
  snapshot: Snapshot,
  offset: number,
  { newId }: CompletionOptions,
): readonly Completion[] {
  const context = documentContextAt(snapshot, offset);
  switch (context?.kind) {
    case 'jinja':
      return completeJinja(snapshot, context, offset);
    case 'key':
      return accept(keyProposals(context), context.span, (text) => text);
    case 'value':
      return accept(valueProposals(context), context.span, valueWriter(context));
    case 'template': {
      const proposals = templateProposals(snapshot, context.indent, newId);
      return accept(proposals, context.span, (text) => text);
    }
    default:
      return [];
  }
}

function completeJinja(
  snapshot: Snapshot,
  place: JinjaPlace,
  offset: number,
): readonly Completion[] {
  const context = jinjaContextAt(place.source, place.offset);
  if (context === undefined) {
    return place.key === 'answer_choices' ? completeChoices(snapshot, place, offset) : [];
  }
  const span = wordAt(snapshot, place, context.span, offset);
  if (span === undefined) {
    return [];
  }
  const proposals = jinjaProposals(snapshot, place, context);
  return accept(proposals, span, (text) => encodeFor(place.style, text));
}

/**
 * The word in the document. In the indent of a folded line the cursor stands for the blank that the line break becomes:
 * there a new word can begin, but one that ends on the line above is not meant.
 */
function wordAt(
  snapshot: Snapshot,
  place: JinjaPlace,
  word: Span,
  offset: number,
): Span | undefined {
  if (word.start === word.end) {
    return { start: offset, end: offset };
  }
  const span = place.toDocument(word);
  return touches(span, offset) && !isBroken(snapshot.text, span) ? span : undefined;
}

/** A word that YAML continues on the next line cannot be replaced: the protocol's edits stay on a line. */
function isBroken(text: string, span: Span): boolean {
  return /[\r\n]/.test(text.slice(span.start, span.end));
}

function jinjaProposals(
  snapshot: Snapshot,
  place: JinjaPlace,
  context: JinjaContext,
): readonly Proposal[] {
  switch (context.kind) {
    case 'value':
      return nameProposals(snapshot, place.key, context);
    case 'attribute':
      return attributeProposals(snapshot, place.key, context);
    case 'key':
      return keyedProposals(snapshot, place.key, context);
    case 'filter':
      return filterProposals();
    case 'test':
      return testProposals();
    case 'tag':
      return tagProposals(context.open);
  }
}

function valueWriter(context: DocumentContext & { readonly kind: 'value' }) {
  const { style } = context;
  return (text: string) => (style === undefined ? toScalar(text) : encodeFor(style, text));
}

function accept(
  proposals: readonly Proposal[],
  span: Span,
  write: (text: string) => string,
): readonly Completion[] {
  return proposals.map((proposal) => ({
    ...proposal,
    newText: proposal.isYaml ? proposal.label : write(proposal.insert ?? proposal.label),
    span,
  }));
}
