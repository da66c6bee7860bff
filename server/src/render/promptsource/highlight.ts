/** The template that marks what came from the row; an edit of the text, like truncation. */
export function withHighlight(source: string): string {
  return source.replaceAll('}}', ' | highlight }}');
}
