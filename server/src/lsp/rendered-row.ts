import type { OriginPlace, PartOrigins, RenderedRow, RenderOutcome } from '../protocol/requests.ts';
import { writeFieldPath } from '../render/compile/field-origin.ts';
import type { RowRender, VariantRender } from '../render/process/protocol.ts';
import type { PromptOrigins } from '../render/promptsource/part-origins.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import { toRange } from './convert.ts';

/** What the render process tells of a row, with places in the document. */
export function toRenderedRow(
  lines: LineIndex,
  template: PromptTemplate,
  render: RowRender,
): RenderedRow {
  const { index: row } = render;
  switch (render.kind) {
    case 'stopped':
      return { row, outcome: { kind: 'stopped', message: render.message } };
    case 'unreadable':
      return unreadableRow(row, render.message);
    default: {
      const convert = (variant: VariantRender) => toOutcome(lines, template, variant);
      const { isRandom, variants } = render;
      return {
        row,
        outcome: convert(render),
        ...(isRandom && { isRandom }),
        ...(variants && { variants: { ...variants, others: variants.others.map(convert) } }),
      };
    }
  }
}

export function unreadableRow(row: number, message: string): RenderedRow {
  return { row, outcome: { kind: 'failed', errorType: 'UnreadableRow', message } };
}

function toOutcome(
  lines: LineIndex,
  template: PromptTemplate,
  render: VariantRender,
): RenderOutcome {
  if (render.kind === 'rendered') {
    const origins = render.origins && toPartOrigins(lines, template, render.origins);
    const { answerChoices } = render;
    return {
      kind: 'rendered',
      parts: render.parts.flat(),
      answerChoices,
      ...(origins && { origins }),
    };
  }
  const { type, message } = render.error;
  const isInChoices = render.answerChoicesError !== undefined;
  const entry = isInChoices ? template.answerChoices : template.jinja;
  const span = render.span && entry?.scalar?.map.toDocument(render.span);
  return {
    kind: 'failed',
    errorType: type,
    message,
    ...(span && { range: toRange(lines, span) }),
  };
}

function toPartOrigins(
  lines: LineIndex,
  { jinja }: PromptTemplate,
  { places, parts }: PromptOrigins,
): PartOrigins | undefined {
  const map = jinja?.scalar?.map;
  if (map === undefined) return undefined;
  const rangeOf = (span: Span) => toRange(lines, map.toDocument(span));
  return {
    places: places.map((place): OriginPlace => {
      const field = place.kind === 'text' ? null : place.field;
      return {
        kind: place.kind,
        range: rangeOf(place.span),
        field: field === null ? null : writeFieldPath(field),
      };
    }),
    parts,
  };
}
