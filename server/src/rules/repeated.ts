/** The items whose text an earlier item has as well. */
export function repeated<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string | undefined,
): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = textOf(item);
    if (text === undefined) return false;
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  });
}

/** The text of an entry whose value is text. */
export function textOf(
  entry: { readonly value: { readonly type: string; readonly text?: string } } | undefined,
): string | undefined {
  return entry?.value.type === 'str' ? entry.value.text : undefined;
}
