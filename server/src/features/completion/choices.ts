import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { templateName } from '../../dataset/feature-path.ts';
import { parseTemplate } from '../../jinja/parse-template.ts';
import { dumpScalarAt } from '../../template/dump/dump-scalar.ts';
import { encodeFor } from '../../template/encode-text.ts';
import { type Span, touches } from '../../text/span.ts';
import type { Completion, Proposal } from './completion.ts';
import type { JinjaPlace } from './document-context.ts';

const separator = '|||';

/** Class names as answer choices: all of a column at once, or behind a separator those that are not there yet. */
export function completeChoices(
  snapshot: Snapshot,
  place: JinjaPlace,
  offset: number,
): readonly Completion[] {
  const { source } = place;
  const word = choiceAt(source, place.offset);
  if (word === undefined || isInsideJinja(source, place.offset)) return [];
  const isWhole = !source.includes(separator);
  const span = word.start === word.end ? { start: offset, end: offset } : place.toDocument(word);
  const isOnOneLine = !/[\r\n]/.test(snapshot.text.slice(span.start, span.end));
  if (!touches(span, offset) || !isOnOneLine) return [];
  const isAlone = isWhole && place.style === 'plain';
  return proposalsFor(snapshot, isWhole ? undefined : source).map((proposal) => ({
    ...proposal,
    newText: isAlone
      ? dumpScalarAt(snapshot.text, span.start, proposal.label)
      : encodeFor(place.style, proposal.label),
    span,
  }));
}

function isInsideJinja(source: string, offset: number): boolean {
  return parseTemplate(source).body.some(
    ({ kind, span }) => kind !== 'text' && span.start < offset && offset < span.end,
  );
}

/** The choice at the offset, without the blanks around it; `undefined` inside a separator. */
function choiceAt(source: string, offset: number): Span | undefined {
  let from = 0;
  for (const part of source.split(separator)) {
    const to = from + part.length;
    if (from <= offset && offset <= to) {
      const start = Math.min(to - part.trimStart().length, offset);
      return { start, end: Math.max(from + part.trimEnd().length, offset) };
    }
    from = to + separator.length;
  }
  return undefined;
}

function proposalsFor(snapshot: Snapshot, given: string | undefined): readonly Proposal[] {
  const taken = new Set(given?.split(separator).map((choice) => choice.trim()));
  return [...(knownFeatures(snapshot) ?? [])].flatMap(([column, feature]): readonly Proposal[] => {
    if (feature.kind !== 'class-label' || feature.names.length === 0) return [];
    const detail = `classes of ${templateName(column)}`;
    if (given === undefined) {
      return [{ label: feature.names.join(` ${separator} `), kind: 'value', detail }];
    }
    return feature.names
      .filter((name) => !taken.has(name))
      .map((name, rank) => ({ label: name, kind: 'value', detail, rank }));
  });
}
