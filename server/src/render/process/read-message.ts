import type { MessageFromProcess, RowRender } from './protocol.ts';

/**
 * A message of the render process, or `undefined` for anything that it has no reason to send: templates are run
 * there, so nothing that comes from it is taken on trust.
 */
export function readMessage(message: unknown): MessageFromProcess | undefined {
  if (!isRecord(message)) return undefined;
  const isMessage =
    message.kind === 'ready' ||
    (message.kind === 'done' && isCount(message.run)) ||
    (message.kind === 'row' && isCount(message.run) && isRowRender(message.row));
  return isMessage ? (message as unknown as MessageFromProcess) : undefined;
}

function isRowRender(row: unknown): row is RowRender {
  if (!isRecord(row) || !isCount(row.index)) return false;
  switch (row.kind) {
    case 'rendered':
      return typeof row.raw === 'string' && isParts(row.parts) && isTextsOrNull(row.answerChoices);
    case 'failed':
      return isFailed(row);
    case 'unreadable':
    case 'stopped':
      return typeof row.message === 'string';
    default:
      return false;
  }
}

function isFailed(row: Fields): boolean {
  const { error, answerChoicesError, answerChoices, span } = row;
  return (
    isFailure(error) &&
    isTextsOrNull(answerChoices) &&
    (answerChoicesError === undefined || isFailure(answerChoicesError)) &&
    (span === undefined || (isRecord(span) && isCount(span.start) && isCount(span.end)))
  );
}

function isFailure(error: unknown): boolean {
  return isRecord(error) && typeof error.type === 'string' && typeof error.message === 'string';
}

/** Texts, the second of which may be a list of texts. */
function isParts(parts: unknown): boolean {
  if (!Array.isArray(parts)) return false;
  const isPair = parts.length === 2 && typeof parts[0] === 'string' && isTexts(parts[1]);
  return isPair || isTexts(parts);
}

function isTextsOrNull(value: unknown): boolean {
  return value === null || isTexts(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** What a message and its parts may hold; nothing is known of it yet. */
type Fields = Readonly<Partial<Record<FieldName, unknown>>>;
type FieldName =
  | 'kind'
  | 'run'
  | 'row'
  | 'index'
  | 'raw'
  | 'parts'
  | 'answerChoices'
  | 'answerChoicesError'
  | 'error'
  | 'type'
  | 'message'
  | 'span'
  | 'start'
  | 'end';

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
