/** What the tags of Jinja are for, in Markdown. */
export const tagDescriptions: ReadonlyMap<string, string> = new Map([
  ['autoescape', 'Switches escaping for HTML on or off inside the block.'],
  ['block', 'A named block.'],
  ['call', 'Calls a macro with the block as its `caller`.'],
  ['filter', 'Applies a filter to the block.'],
  ['for', '`{% for item in items %} … {% endfor %}`; `else` serves an empty list.'],
  ['if', '`{% if test %} … {% elif test %} … {% else %} … {% endif %}`'],
  ['macro', 'A function that gives text.'],
  ['raw', 'Text in which `{{` and `{%` mean nothing.'],
  ['set', '`{% set name = value %}`. Inside a `for`, the name is gone after it.'],
  ['with', 'Names that live inside the block.'],
]);

const dividerDescriptions: ReadonlyMap<string, string> = new Map([
  ['elif', 'Tried when the tests before it are false.'],
  ['else', 'Taken when no test before it is true, or, in a `for`, when there are no items.'],
]);

/** What the first word of a tag does: `for`, `else`, `endfor`. */
export function describeTag(word: string): string | undefined {
  const opening = /^end(.+)/.exec(word)?.[1];
  if (opening !== undefined) {
    return tagDescriptions.has(opening) ? `Ends \`${opening}\`.` : undefined;
  }
  return tagDescriptions.get(word) ?? dividerDescriptions.get(word);
}
