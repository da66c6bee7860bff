import type { TextEdit } from '../rules/rule.ts';

/** The edits that turn one text into another: none, or one over the lines that differ. */
export function replaceText(from: string, to: string): readonly TextEdit[] {
  if (from === to) return [];
  const [old, fresh] = [splitLines(from), splitLines(to)];
  const shortest = Math.min(old.length, fresh.length);
  let before = 0;
  while (before < shortest && old[before] === fresh[before]) before += 1;
  let after = 0;
  while (after < shortest - before && old.at(-1 - after) === fresh.at(-1 - after)) after += 1;
  const start = lengthOf(old.slice(0, before));
  const span = { start, end: from.length - lengthOf(old.slice(old.length - after)) };
  return [{ span, newText: fresh.slice(before, fresh.length - after).join('') }];
}

/** Lines with their line feeds. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((length, line) => length + line.length, 0);
}
