import type { Style } from './style.ts';
import { cutToWidth, displayWidth, showControls } from './terminal-text.ts';

/** Aligned columns; the last ones are cut where they do not fit. */
export function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
  style: Style,
): string {
  const cells = [headings, ...rows].map((row) => row.map(showControls));
  const widths = fitWidths(
    headings.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? '')))),
    columns,
  );
  const lines = cells.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [first = '', ...rest] = lines;
  return `${[style.bold(first), ...rest].join('\n')}\n`;
}

const narrowest = 8;

/** Takes from the widest column until all fit, or nothing is left to take. */
function fitWidths(wanted: readonly number[], columns: number): readonly number[] {
  const widths = [...wanted];
  const gaps = 2 * (widths.length - 1);
  for (;;) {
    const total = widths.reduce((sum, width) => sum + width, gaps);
    const widest = Math.max(...widths);
    if (total <= columns || widest <= narrowest) return widths;
    const at = widths.indexOf(widest);
    widths[at] = Math.max(narrowest, widest - (total - columns), secondWidest(widths, at) - 1);
  }
}

function secondWidest(widths: readonly number[], except: number): number {
  return Math.max(narrowest, ...widths.filter((_, index) => index !== except));
}

function pad(cell: string, width: number): string {
  const cut = cutToWidth(cell, width);
  return cut + ' '.repeat(Math.max(0, width - displayWidth(cut)));
}
