import type { RowRender } from './protocol.ts';

/** The most characters of a render that are handed over: far beyond what a model reads, and quick to receive. */
const maximumText = 4 * 1024 * 1024;

/** The most parts, and the most answer choices. */
const maximumItems = 10_000;

/** The most characters of an error message. */
const maximumMessage = 10_000;

/** The row itself, or word that it is too large for those who wait for it. */
export function boundRow(row: RowRender): RowRender {
  switch (row.kind) {
    case 'rendered':
      return boundTexts(row, [row.raw], row.parts.flat(), row.answerChoices ?? []);
    case 'failed':
      return boundTexts(boundMessage(row), row.answerChoices ?? []);
    default:
      return row;
  }
}

function boundMessage(row: RowRender & { readonly kind: 'failed' }): RowRender {
  const { message } = row.error;
  if (message.length <= maximumMessage) return row;
  const error = { ...row.error, message: `${message.slice(0, maximumMessage)}…` };
  return { ...row, error, ...(row.answerChoicesError && { answerChoicesError: error }) };
}

function boundTexts(row: RowRender, ...lists: readonly (readonly string[])[]): RowRender {
  for (const texts of lists) {
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > maximumText) return tooLarge(row, `${length} characters`, `${maximumText}`);
    if (texts.length > maximumItems)
      return tooLarge(row, `${texts.length} parts`, `${maximumItems}`);
  }
  return row;
}

function tooLarge({ index }: RowRender, size: string, limit: string): RowRender {
  const message = `The render has ${size}, which is more than the limit of ${limit}.`;
  return { kind: 'stopped', index, message };
}
