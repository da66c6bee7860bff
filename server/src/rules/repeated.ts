/** The items whose text an earlier item has as well. */
export function* repeated<Item>(
  items: Iterable<Item>,
  textOf: (item: Item) => string | undefined,
): Generator<Item> {
  const seen = new Set<string>();
  for (const item of items) {
    const text = textOf(item);
    if (text === undefined) continue;
    if (seen.has(text)) yield item;
    seen.add(text);
  }
}

/** The text of an entry whose value is text. */
export function textOf(
  entry: { readonly value: { readonly type: string; readonly text?: string } } | undefined,
): string | undefined {
  return entry?.value.type === 'str' ? entry.value.text : undefined;
}
