/**
 * The candidate that was most likely meant by a misspelt word, if one is near enough: at most a third of
 * the word may differ. Among equally near ones the first in code unit order.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  let nearest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of candidates) {
    if (name === word || Math.abs(name.length - word.length) > allowed) continue;
    const distance = misspelling(word, name);
    if (distance > allowed || distance >= Math.max(word.length, name.length)) continue;
    const isNearer =
      nearest === undefined ||
      distance < nearest.distance ||
      (distance === nearest.distance && name < nearest.name);
    if (isNearer) nearest = { name, distance };
  }
  return nearest?.name;
}

/** Edits between two names; a difference in upper and lower case alone counts as less than any edit. */
function misspelling(word: string, name: string): number {
  const distance = editDistance(word.toLowerCase(), name.toLowerCase());
  return distance === 0 ? 0.5 : distance;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `from` into `to`. */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
      );
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap && row > 1 && column > 1)
        cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
