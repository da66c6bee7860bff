import type { RenderOptions, RowRender } from './protocol.ts';

/** The longest text that is handed over as it is. */
const longestText = 256;

/** An input of so many characters has fewer tokens, and one of so many words has more. */
const mostTokens = 1024;

/** A row for those who compare and count: stand-ins for long texts, which are equal for equal texts alone. */
export function briefRow(
  row: RowRender,
  { keepsLongInputs = false }: BriefOptions = {},
): RowRender {
  if (row.kind !== 'rendered') return row;
  const texts = row.parts.flat();
  const [input = ''] = texts;
  const answerChoices = row.answerChoices?.map(standIn) ?? null;
  const inputWords = countWords(input);
  const isKept = keepsLongInputs && input.length > mostTokens && inputWords <= mostTokens;
  const brief = { ...row, raw: '', parts: texts.map(standIn), answerChoices, inputWords };
  return isKept ? { ...brief, input } : brief;
}

type BriefOptions = Pick<RenderOptions, 'keepsLongInputs'>;

function standIn(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText - 40)}… (${text.length} characters, ${hash(text)})`;
}

/** What white space parts, and more than signs alone: no tokenizer takes two such words for one token. */
function countWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(/[^ \t\r\n]+/g)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** 64 bits of FNV-1a over both halves of each UTF-16 unit: far apart for texts of one dataset, and quick. */
function hash(text: string): string {
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + index), 0x01000193);
  }
  return (low >>> 0).toString(16) + (high >>> 0).toString(16);
}
