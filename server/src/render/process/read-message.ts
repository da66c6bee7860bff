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
    case 'failed':
      return (
        isVariant(row) &&
        (row.inputWords === undefined || isCount(row.inputWords)) &&
        (row.input === undefined || typeof row.input === 'string') &&
        (row.variants === undefined || isVariants(row.variants))
      );
    case 'unreadable':
    case 'stopped':
      return typeof row.message === 'string';
    default:
      return false;
  }
}

function isVariants(variants: unknown): boolean {
  return (
    isRecord(variants) &&
    typeof variants.isComplete === 'boolean' &&
    isCount(variants.renders) &&
    isListOf(variants.others, isVariant)
  );
}

function isVariant(row: unknown): boolean {
  if (!isRecord(row) || !isTextsOrNull(row.answerChoices)) return false;
  if (row.isRandom !== undefined && row.isRandom !== true) return false;
  return row.kind === 'rendered' ? isRendered(row) : row.kind === 'failed' && isFailed(row);
}

function isRendered({ raw, parts, origins }: Fields): boolean {
  const isKnown = origins === undefined || isOrigins(origins);
  return typeof raw === 'string' && isParts(parts) && isKnown;
}

function isFailed({ error, answerChoicesError, span }: Fields): boolean {
  return (
    isFailure(error) &&
    (answerChoicesError === undefined || isFailure(answerChoicesError)) &&
    (span === undefined || isSpan(span))
  );
}

function isOrigins(origins: unknown): boolean {
  if (!isRecord(origins) || !isListOf(origins.places, isPlace)) return false;
  const { length } = origins.places;
  const isPiece = (piece: unknown) =>
    isRecord(piece) && isCount(piece.length) && isCount(piece.place) && piece.place < length;
  return isListOf(origins.parts, (part) => isListOf(part, isPiece));
}

function isPlace(place: unknown): boolean {
  if (!isRecord(place) || !isSpan(place.span)) return false;
  if (place.kind === 'text') return true;
  return place.kind === 'expression' && (place.field === null || isField(place.field));
}

function isField(field: unknown): boolean {
  return isRecord(field) && typeof field.column === 'string' && isListOf(field.steps, isStep);
}

function isStep(step: unknown): boolean {
  if (!isRecord(step)) return false;
  if (step.kind === 'field') return typeof step.name === 'string';
  return step.kind === 'item' && (step.index === null || Number.isFinite(step.index));
}

function isSpan(span: unknown): boolean {
  return isRecord(span) && isCount(span.start) && isCount(span.end);
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
  return isListOf(value, (text) => typeof text === 'string');
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isCount(value: unknown): value is number {
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
  | 'inputWords'
  | 'input'
  | 'error'
  | 'type'
  | 'message'
  | 'span'
  | 'start'
  | 'end'
  | 'isRandom'
  | 'variants'
  | 'others'
  | 'isComplete'
  | 'renders'
  | 'origins'
  | 'places'
  | 'place'
  | 'length'
  | 'field'
  | 'column'
  | 'steps'
  | 'name';

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
