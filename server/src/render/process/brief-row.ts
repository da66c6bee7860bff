import type { RowRender } from './protocol.ts';

/** The longest text that is handed over as it is. */
const longestText = 256;

/** A row for those who compare and count: stand-ins for long texts, which are equal for equal texts alone. */
export function briefRow(row: RowRender): RowRender {
  if (row.kind !== 'rendered') return row;
  const [input = ''] = row.parts;
  const parts = row.parts.flat().map(standIn);
  const answerChoices = row.answerChoices?.map(standIn) ?? null;
  return { ...row, raw: '', parts, answerChoices, inputWords: countWords(String(input)) };
}

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
