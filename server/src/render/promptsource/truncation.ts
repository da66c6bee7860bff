/** How many characters of a printed value PromptSource keeps. */
const keptCharacters = 2048;

/**
 * The template that PromptSource renders by default. It edits the text, not the tree: the filter binds to the last
 * operand of an expression, and a `}}` inside a string is edited as well.
 */
export function withTruncation(source: string): string {
  return source.replaceAll('}}', ` | string | truncate(${keptCharacters}) }}`);
}

/** The template that marks what came from the row; an edit of the text, like truncation. */
export function withHighlight(source: string): string {
  return source.replaceAll('}}', ' | highlight }}');
}
