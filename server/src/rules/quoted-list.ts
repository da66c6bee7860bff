const mostNames = 12;

/** Names in backticks, separated by commas; of many only the first. */
export function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  const list = shown.join(', ');
  return names.length > mostNames ? `${list} and ${names.length - mostNames} more` : list;
}

const longestText = 60;

/** A text of the data in backticks: on one line, and of a long one only the start. */
export function quotedText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  if (characters.length <= longestText) return `\`${line}\``;
  return `\`${characters.slice(0, longestText).join('')}…\``;
}
