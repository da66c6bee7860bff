const mostNames = 12;

/** Names in backticks, separated by commas; of many only the first. */
export function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  const list = shown.join(', ');
  return names.length > mostNames ? `${list} and ${names.length - mostNames} more` : list;
}
