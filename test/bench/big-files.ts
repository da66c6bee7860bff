import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';

const rowCount = 1_200_000;
/** Rows of some 850 bytes, hard to pack, make files of a gigabyte. */
const textCharacters = 830;

export interface ParquetLayout {
  readonly rowGroupSize: number;
  readonly hasPageIndex: boolean;
}

/** Writes 1.2 million rows of text and label. */
export async function writeParquet(
  path: string,
  { rowGroupSize, hasPageIndex }: ParquetLayout,
): Promise<void> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
    ],
    codec: 'UNCOMPRESSED',
    statistics: false,
  });
  for (let first = 0; first < rowCount; first += rowGroupSize) {
    const count = Math.min(rowGroupSize, rowCount - first);
    const texts = Array.from({ length: count }, (_, index) => textOf(first + index));
    const labels = Array.from({ length: count }, (_, index) => BigInt((first + index) % 2));
    const options = { offsetIndex: hasPageIndex, encoding: 'PLAIN' } as const;
    await writer.write({
      columnData: [
        { name: 'text', data: texts, ...options },
        { name: 'label', data: labels, ...options },
      ],
      rowGroupSize,
    });
  }
  await writer.finish();
}

export async function writeJsonl(path: string): Promise<void> {
  const stream = createWriteStream(path);
  for (let first = 0; first < rowCount; first += 1000) {
    const lines = Array.from({ length: 1000 }, (_, index) => {
      const row = first + index;
      return `${JSON.stringify({ text: textOf(row), label: row % 2, score: row / 3 })}\n`;
    });
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}

/** Text of its own for each row, without drawing every letter. */
function textOf(row: number): string {
  const start = (Math.imul(row, 2_654_435_761) >>> 0) % (pool.length - textCharacters);
  return `row ${row} ${pool.slice(start, start + textCharacters)}`;
}

const pool = Array.from({ length: 100_000 }, (_, index) =>
  ((Math.imul(index + 1, 2_246_822_519) >>> 0) % 2_147_483_647).toString(36),
).join(' ');
