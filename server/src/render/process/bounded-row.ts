import type { RowRender, RowVariants, VariantRender } from './protocol.ts';

/** The most characters of a render that are handed over: far beyond what a model reads, and quick to receive. */
const maximumText = 4 * 1024 * 1024;

/** The most parts, and the most answer choices. */
const maximumItems = 10_000;

/** The most characters of an error message. */
const maximumMessage = 10_000;

/** The row itself, or word that it is too large for those who wait for it. */
export function boundRow(row: RowRender): RowRender {
  if (row.kind !== 'rendered' && row.kind !== 'failed') return row;
  const excess = excessOf(row);
  if (excess !== undefined) return { kind: 'stopped', index: row.index, message: excess };
  const bounded = boundMessage(row);
  const { variants } = bounded;
  return variants === undefined ? bounded : { ...bounded, variants: boundVariants(variants) };
}

/** Without those that are too large. */
function boundVariants(variants: RowVariants): RowVariants {
  const others = variants.others.filter((other) => excessOf(other) === undefined).map(boundMessage);
  const isComplete = variants.isComplete && others.length === variants.others.length;
  return { ...variants, others, isComplete };
}

function boundMessage<Render extends VariantRender>(render: Render): Render {
  if (render.kind === 'rendered' || render.error.message.length <= maximumMessage) return render;
  const message = `${render.error.message.slice(0, maximumMessage)}…`;
  const error = { ...render.error, message };
  return { ...render, error, ...(render.answerChoicesError && { answerChoicesError: error }) };
}

/** Why a render is too large; `undefined` where it is not. */
function excessOf(render: VariantRender): string | undefined {
  const choices = render.answerChoices ?? [];
  const lists =
    render.kind === 'rendered' ? [[render.raw], render.parts.flat(), choices] : [choices];
  for (const texts of lists) {
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > maximumText) return tooLarge(`${length} characters`, maximumText);
    if (texts.length > maximumItems) return tooLarge(`${texts.length} parts`, maximumItems);
  }
  return undefined;
}

function tooLarge(size: string, limit: number): string {
  return `The render has ${size}, which is more than the limit of ${limit}.`;
}
