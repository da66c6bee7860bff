import type { TextEdit } from '../rules/rule.ts';

/** The edits that turn one text into another: none, or one for each run of lines that differ. */
export function replaceText(from: string, to: string): readonly TextEdit[] {
  if (from === to) return [];
  const [old, fresh] = [splitLines(from), splitLines(to)];
  const starts = startsOf(old);
  const whole: Region = { old: [0, old.length], fresh: [0, fresh.length] };
  return differences(old, fresh, whole).map(({ old: [start, end], fresh: [first, last] }) => ({
    span: { start: starts[start] ?? from.length, end: starts[end] ?? from.length },
    newText: fresh.slice(first, last).join(''),
  }));
}

type Lines = readonly string[];

/** Lines of the old and of the new text, each from one index up to another. */
interface Region {
  readonly old: readonly [number, number];
  readonly fresh: readonly [number, number];
}

/** What differs, in order: between the lines that both texts have once, and so have in common. */
function differences(old: Lines, fresh: Lines, region: Region): readonly Region[] {
  const { old: a, fresh: b } = withoutCommonEnds(old, fresh, region);
  if (a[0] === a[1] && b[0] === b[1]) return [];
  const anchors = commonLines(old, fresh, { old: a, fresh: b });
  if (anchors.length === 0) return [{ old: a, fresh: b }];
  const found: Region[] = [];
  let [oldStart, freshStart] = [a[0], b[0]];
  for (const [oldLine, freshLine] of [...anchors, [a[1], b[1]] as const]) {
    const between: Region = { old: [oldStart, oldLine], fresh: [freshStart, freshLine] };
    found.push(...differences(old, fresh, between));
    [oldStart, freshStart] = [oldLine + 1, freshLine + 1];
  }
  return found;
}

function withoutCommonEnds(old: Lines, fresh: Lines, { old: a, fresh: b }: Region): Region {
  let [oldStart, oldEnd] = a;
  let [freshStart, freshEnd] = b;
  while (oldStart < oldEnd && freshStart < freshEnd && old[oldStart] === fresh[freshStart]) {
    oldStart += 1;
    freshStart += 1;
  }
  while (oldStart < oldEnd && freshStart < freshEnd && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd -= 1;
    freshEnd -= 1;
  }
  return { old: [oldStart, oldEnd], fresh: [freshStart, freshEnd] };
}

/** Pairs of the indices of lines that stand once in either region, in an order that both have. */
function commonLines(
  old: Lines,
  fresh: Lines,
  region: Region,
): readonly (readonly [number, number])[] {
  const inOld = singleLines(old, region.old);
  const inFresh = singleLines(fresh, region.fresh);
  const pairs = [...inOld].flatMap(([line, index]) => {
    const other = inFresh.get(line);
    return other === undefined ? [] : [[index, other] as const];
  });
  return longestRising(pairs);
}

function singleLines(lines: Lines, [start, end]: readonly [number, number]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines.slice(start, end)) counts.set(line, (counts.get(line) ?? 0) + 1);
  const single = new Map<string, number>();
  for (let index = start; index < end; index += 1) {
    const line = lines[index] ?? '';
    if (counts.get(line) === 1) single.set(line, index);
  }
  return single;
}

/** The most pairs whose second numbers rise as the first do: patience sorting. */
function longestRising(pairs: readonly (readonly [number, number])[]) {
  const tops: Step[] = [];
  for (const pair of pairs) {
    let place = tops.length;
    while (place > 0 && (tops[place - 1]?.pair[1] ?? 0) > pair[1]) place -= 1;
    tops[place] = { pair, before: tops[place - 1] };
  }
  const rising: (readonly [number, number])[] = [];
  for (let step = tops.at(-1); step !== undefined; step = step.before) rising.push(step.pair);
  return rising.reverse();
}

interface Step {
  readonly pair: readonly [number, number];
  readonly before: Step | undefined;
}

/** Lines with their line feeds. */
function splitLines(text: string): Lines {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function startsOf(lines: Lines): readonly number[] {
  let start = 0;
  return lines.map((line) => {
    start += line.length;
    return start - line.length;
  });
}
