import type { Snapshot } from '../../analysis/snapshot.ts';
import { encodeFor, toScalar } from '../../template/encode-text.ts';
import { type Span, touches } from '../../text/span.ts';
import { completeChoices } from './choices.ts';
import type { Completion, CompletionOptions, Proposal } from './completion.ts';
import { type DocumentContext, documentContextAt, type JinjaPlace } from './document-context.ts';
import {
  attributeProposals,
  keyedProposals,
  nameProposals,
  suitableFilters,
  suitableTests,
} from './fields.ts';
import { textProposals } from './in-text.ts';
import { type JinjaContext, jinjaContextAt } from './jinja-context.ts';
import { keyProposals, valueProposals } from './metadata.ts';
import { templateProposals } from './new-template.ts';
import { tagProposals } from './tags.ts';

/** What can be written at the offset, each with the edit that writes it; empty where nothing is known. */
export function complete(
  snapshot: Snapshot,
  offset: number,
  options: CompletionOptions,
): readonly Completion[] {
  const context = documentContextAt(snapshot, offset);
  switch (context?.kind) {
    case 'jinja':
      return completeJinja(snapshot, context, offset, options);
    case 'key':
      return accept(keyProposals(context), context.span, (text) => text);
    case 'value':
      return accept(
        valueProposals(context, options.templateNames),
        context.span,
        valueWriter(context),
      );
    case 'template': {
      const proposals = templateProposals(snapshot, context.indent, options.newId);
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
  options: CompletionOptions,
): readonly Completion[] {
  const context = jinjaContextAt(place.source, place.offset);
  const encode = (text: string) => encodeFor(place.style, text);
  if (context === undefined) {
    const begun = options.isAskedFor && isBetweenWords(place) ? textProposals(snapshot, place) : [];
    const choices = place.key === 'answer_choices' ? completeChoices(snapshot, place, offset) : [];
    return [...choices, ...accept(known(begun, options), { start: offset, end: offset }, encode)];
  }
  const span = wordAt(snapshot, place, context.span, offset);
  if (span === undefined) {
    return [];
  }
  const proposals = known(jinjaProposals(snapshot, place, context), options);
  const blank = isTight(place.source, context.span) ? ' ' : '';
  return accept(proposals, span, (text) => `${blank}${encode(text)}${blank}`);
}

/** Without those that only tab stops make sense of, for a client that has none. */
function known(
  proposals: readonly Proposal[],
  { hasSnippets }: CompletionOptions,
): readonly Proposal[] {
  return hasSnippets ? proposals : proposals.filter(({ snippet }) => snippet === undefined);
}

/** Whether nothing is being typed, so that a list does not get into the way. */
function isBetweenWords({ source, offset }: JinjaPlace): boolean {
  return /(?:^|\s)$/.test(source.slice(0, offset)) && /^(?:\s|$)/.test(source.slice(offset));
}

/** Whether the word stands between the braces that the editor has just closed, without a blank. */
function isTight(source: string, { start, end }: Span): boolean {
  return /(?:\{\{|\{%)$/.test(source.slice(0, start)) && /^(?:\}\}|%\})/.test(source.slice(end));
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
      return suitableFilters(snapshot, place.key, context);
    case 'test':
      return suitableTests(snapshot, place.key, context);
    case 'tag':
      return tagProposals(context.open, {
        isClosed: /^\s*[-+]?%\}/.test(place.source.slice(context.span.end)),
      });
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
    ...(proposal.snippet !== undefined && { newSnippet: write(proposal.snippet) }),
    span,
  }));
}
