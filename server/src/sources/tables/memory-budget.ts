import { TableProblem } from './table.ts';

/** Refuses what would fill the memory before it does, in a sentence that says how to write the file instead. */
export function checkMemory(
  what: string,
  {
    bytes,
    memoryBytes,
    advice,
  }: Readonly<Record<'bytes' | 'memoryBytes', number>> & { advice: string },
): void {
  if (bytes <= memoryBytes) return;
  const [needed, limit] = [bytes, memoryBytes].map((size) => Math.round(size / 1024 / 102.4) / 10);
  throw new TableProblem(
    `${what} takes about ${needed} MB, more than the memory budget of ${limit} MB: ${advice}.`,
  );
}
