/** Stands for the character behind the last one. */
export const END = -1;

/** The code unit of an ASCII character, for comparing with what a cursor reads. */
export function code(character: string): number {
  return character.charCodeAt(0);
}

export const SPACE = 0x20;
const TAB = 0x09;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/** A line break of YAML 1.1: also U+0085, U+2028 and U+2029. */
export function isBreak(unit: number): boolean {
  return (
    unit === LINE_FEED ||
    unit === CARRIAGE_RETURN ||
    unit === NEXT_LINE ||
    unit === LINE_SEPARATOR ||
    unit === PARAGRAPH_SEPARATOR
  );
}

export function isBreakOrEnd(unit: number): boolean {
  return unit === END || isBreak(unit);
}

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

/** What must follow an indicator such as `-` for it to be one. */
export function endsIndicator(unit: number): boolean {
  return isBlank(unit) || isBreakOrEnd(unit);
}

/** What may follow a tag, a block header and a directive: the same without the tab. */
export function endsToken(unit: number): boolean {
  return unit === SPACE || isBreakOrEnd(unit);
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** A character of an anchor's or a tag handle's name. */
export function isNameCharacter(unit: number): boolean {
  const lower = unit | 0x20;
  return isDigit(unit) || (lower >= 0x61 && lower <= 0x7a) || unit === 0x2d || unit === 0x5f;
}

/** The character as a message shows it, or words for one that cannot be seen. */
export function describe(unit: number): string {
  if (unit === END) return 'the end of the file';
  if (unit === TAB) return 'a tab';
  if (isBreak(unit)) return 'the end of the line';
  if (unit === SPACE) return 'a blank';
  return `\`${String.fromCharCode(unit)}\``;
}
