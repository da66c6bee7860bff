import type { RenderCase } from './reference.ts';

/** Says of each case whether it still shows the difference. */
type StillDiffers = (cases: readonly RenderCase[]) => readonly boolean[];

/** Cuts pieces out of the template, then members out of the row, for as long as the difference stays. */
export function shrink(original: RenderCase, stillDiffers: StillDiffers): RenderCase {
  let smallest = original;
  for (let pieces = 2; pieces <= 256; pieces *= 2) {
    const smaller = firstThat(stillDiffers, cutTemplates(smallest, pieces));
    if (smaller === undefined) continue;
    smallest = smaller;
    pieces = 1;
  }
  return shrinkRow(smallest, stillDiffers);
}

function* cutTemplates(original: RenderCase, pieces: number): Generator<RenderCase> {
  const tokens = original.template.match(/\{\{|\}\}|\{%-?|-?%\}|\w+|\s+|[\s\S]/gu) ?? [];
  const size = Math.ceil(tokens.length / pieces);
  if (size === 0) return;
  for (let start = 0; start < tokens.length; start += size) {
    const template = [...tokens.slice(0, start), ...tokens.slice(start + size)].join('');
    if (template !== original.template) yield { ...original, template };
  }
}

function shrinkRow(original: RenderCase, stillDiffers: StillDiffers): RenderCase {
  const members = original.row.slice(1, -1).split(/, (?="\w+": )/);
  let smallest = original;
  for (const member of members) {
    const rest = smallest.row
      .slice(1, -1)
      .split(/, (?="\w+": )/)
      .filter((one) => one !== member);
    const candidate = { ...smallest, row: `{${rest.join(', ')}}` };
    if (stillDiffers([candidate])[0] === true) smallest = candidate;
  }
  return smallest;
}

function firstThat(
  stillDiffers: StillDiffers,
  candidates: Iterable<RenderCase>,
): RenderCase | undefined {
  const list = [...candidates];
  const index = list.length === 0 ? -1 : stillDiffers(list).indexOf(true);
  return list[index];
}
