import type { Span } from '../../text/span.ts';
import { codePoints, isUniform } from './code-points.ts';
import { isSpaceUnit } from './unicode.ts';

/** Which ends of a text are trimmed. */
export interface Sides {
  readonly start: boolean;
  readonly end: boolean;
}

export const bothSides: Sides = { start: true, end: true };

/** Python's `str.strip()` (`lstrip`, `rstrip`): by its own set of white space. */
export function trim(text: string, sides: Sides = bothSides): string {
  const { start, end } = trimmedSpan(text, sides);
  return text.slice(start, end);
}

/** What `str.strip()` leaves of a text. */
export function trimmedSpan(text: string, sides: Sides = bothSides): Span {
  let [start, end] = [0, text.length];
  while (sides.start && start < end && isSpaceUnit(text.charCodeAt(start))) start += 1;
  while (sides.end && end > start && isSpaceUnit(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

/** `str.strip(characters)`: any of the characters, in any order. */
export function trimCharacters(text: string, characters: string, sides: Sides): string {
  if (isUniform(characters)) return trimUnits(text, characters, sides);
  const points = codePoints(text);
  let [from, to] = [0, points.length];
  const set = new Set(characters);
  while (sides.start && from < to && set.has(points[from] ?? '')) from += 1;
  while (sides.end && to > from && set.has(points[to - 1] ?? '')) to -= 1;
  return points.slice(from, to).join('');
}

function trimUnits(text: string, characters: string, sides: Sides): string {
  let [from, to] = [0, text.length];
  while (sides.start && from < to && characters.includes(text.charAt(from))) from += 1;
  while (sides.end && to > from && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
