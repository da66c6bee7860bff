/** A word that does not occur in the text, to be put where the author is typing. */
export function standInFor(text: string): string {
  let name = 'cursor';
  while (text.includes(name)) {
    name += '_';
  }
  return name;
}
