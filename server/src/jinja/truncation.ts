/**
 * What PromptSource does to a template before it renders it by default: it shortens what is printed, by an edit of
 * the text, not of the tree.
 */
import { lastAtOrBefore } from '../text/last-at-or-before.ts';
import type { Span } from '../text/span.ts';
import type { JinjaTemplate } from './nodes.ts';
import { parseTemplate } from './parse-template.ts';
import { walk } from './visit.ts';

/** How many characters of a printed value PromptSource keeps. */
const keptCharacters = 2048;

const closing = '}}';

/** The text that PromptSource renders: every `}}` gets the filters, wherever it stands. */
export function withTruncation(source: string): string {
  return source.replaceAll(closing, ` | string | truncate(${keptCharacters}) ${closing}`);
}

/**
 * The place in the author's text of a span in a text that got filters before each `}}`. What was written there counts
 * as that `}}`.
 */
export function spanBeforeEdit(original: string, edited: string, span: Span): Span {
  return spansBeforeEdit(original, edited)(span);
}

/** As {@link spanBeforeEdit}, for many spans of one text. */
export function spansBeforeEdit(original: string, edited: string): (span: Span) => Span {
  const closings: number[] = [];
  for (let at = original.indexOf(closing); at !== -1; at = original.indexOf(closing, at + 2)) {
    closings.push(at);
  }
  if (closings.length === 0) return (span) => span;
  const added = (edited.length - original.length) / closings.length;
  const offsetBefore = (offset: number) => {
    const passed = 1 + lastAtOrBefore(closings, offset - 1, (at, index) => at + index * added);
    const last = closings[passed - 1];
    const written = last === undefined ? 0 : last + passed * added;
    return last !== undefined && offset < written ? last : offset - passed * added;
  };
  return (span) => {
    const start = offsetBefore(span.start);
    const end = offsetBefore(span.end);
    const isInEdit = start === end && span.start < span.end;
    return { start, end: isInEdit ? Math.min(start + closing.length, original.length) : end };
  };
}

/** Something that the edit does beside shortening printed values; spans are in offsets of the author's text. */
export type TruncationEffect =
  /** The filters bind to a part of the printed expression only; `span` is the expression. */
  | { readonly kind: 'partial'; readonly span: Span; readonly operand: Span }
  /** A `}}` in a string literal, or in text between tags, is no end of a print and gets the filters all the same. */
  | { readonly kind: 'edited-text'; readonly span: Span; readonly place: 'string' | 'text' }
  /** The `-` of `-}}` becomes an operator, so that the template does not parse. */
  | { readonly kind: 'operator'; readonly span: Span }
  /** What Jinja2 says of the edited text, where that does not parse. */
  | { readonly kind: 'unparsable'; readonly span: Span; readonly message: string };

/** The effects in the order of the text; none for a template that does not parse as it is. */
export function truncationEffects(template: JinjaTemplate): readonly TruncationEffect[] {
  const { source, problems } = template;
  if (problems.length > 0 || !source.includes(closing)) return [];
  const edited = parseTemplate(withTruncation(source));
  const effects = [
    ...operatorEffects(template),
    ...editedTexts(template),
    ...(edited.problems.length > 0
      ? unparsableEffects(template, edited)
      : partialEffects(template, edited)),
  ];
  return effects.sort((a, b) => a.span.start - b.span.start);
}

function* operatorEffects({ source, body }: JinjaTemplate): Generator<TruncationEffect> {
  for (const node of walk(body)) {
    if (node.kind !== 'print') continue;
    const sign = node.span.end - closing.length - 1;
    const isSign = source.charAt(sign) === '-';
    if (isSign) yield { kind: 'operator', span: { start: sign, end: sign + 1 } };
  }
}

function* editedTexts({ source, body }: JinjaTemplate): Generator<TruncationEffect> {
  for (const node of walk(body)) {
    if (node.kind !== 'string' && node.kind !== 'text') continue;
    for (const start of closingsIn(source, node.span)) {
      const place = node.kind === 'string' ? 'string' : 'text';
      yield { kind: 'edited-text', span: { start, end: start + closing.length }, place };
    }
  }
}

/** Where the edit takes place in a span. */
function closingsIn(source: string, { start, end }: Span): number[] {
  const found: number[] = [];
  for (let at = source.indexOf(closing); at !== -1; at = source.indexOf(closing, at + 2)) {
    if (at >= end) break;
    if (at >= start && at + closing.length <= end) found.push(at);
  }
  return found;
}

function* unparsableEffects(
  { source }: JinjaTemplate,
  edited: JinjaTemplate,
): Generator<TruncationEffect> {
  const [problem] = edited.problems;
  if (problem === undefined) return;
  const span = spanBeforeEdit(source, edited.source, problem.span);
  yield { kind: 'unparsable', span, message: problem.message };
}

function* partialEffects(
  { source, body }: JinjaTemplate,
  edited: JinjaTemplate,
): Generator<TruncationEffect> {
  const operands = truncatedOperands(source, edited);
  for (const node of walk(body)) {
    if (node.kind !== 'print') continue;
    const { span } = node.expression;
    const isInside = ({ at }: TruncatedOperand) => at >= span.start && at < node.span.end;
    const operand = operands.findLast(isInside)?.operand;
    if (operand === undefined || isSame(operand, span)) continue;
    yield { kind: 'partial', span, operand };
  }
}

interface TruncatedOperand {
  /** The `}}` that got the filters. */
  readonly at: number;
  readonly operand: Span;
}

/** What the filters that were written into the text apply to, in the order of the text. */
function truncatedOperands(source: string, edited: JinjaTemplate): TruncatedOperand[] {
  const operands: TruncatedOperand[] = [];
  for (const node of walk(edited.body)) {
    if (node.kind !== 'filter' || node.name.name !== 'truncate') continue;
    const written = spanBeforeEdit(source, edited.source, node.name.span);
    const isOfEdit = source.slice(written.start, written.end) === closing;
    const inner = node.target?.kind === 'filter' ? node.target.target : undefined;
    if (!isOfEdit || inner === undefined) continue;
    const operand = spanBeforeEdit(source, edited.source, inner.span);
    operands.push({ at: written.start, operand });
  }
  return operands.sort((a, b) => a.at - b.at);
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
