/**
 * Markers in test texts: `$0` is a cursor, `⟦ … ⟧` an expected span. (The usual `|` is Jinja's and YAML's.)
 * They are taken out before the text is parsed, so a test exercises offset maps as well.
 */
import type { Span } from '../../server/src/text/span.ts';

export interface Fixture {
  readonly text: string;
  /** In order of their start. */
  readonly spans: readonly Span[];
  readonly cursors: readonly number[];
}

const markers = /\$0|⟦|⟧/g;

/** Takes the markers out; throws on a text without any, or with brackets that do not pair. */
export function parseFixture(marked: string): Fixture {
  const spans: Span[] = [];
  const cursors: number[] = [];
  const open: number[] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(markers)) {
    text += marked.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[0] === '$0') {
      cursors.push(text.length);
    } else if (match[0] === '⟦') {
      open.push(text.length);
    } else {
      spans.push({ start: startOf(open), end: text.length });
    }
  }
  if (last === 0 || open.length > 0) {
    throw new Error(last === 0 ? 'A fixture needs `$0` or `⟦ … ⟧`.' : 'A `⟦` has no `⟧`.');
  }
  spans.sort((a, b) => a.start - b.start || a.end - b.end);
  return { text: text + marked.slice(last), spans, cursors };
}

/** A text with exactly one `$0`. */
export function parseCursor(marked: string): { readonly text: string; readonly offset: number } {
  const { text, cursors } = parseFixture(marked);
  const [offset, ...others] = cursors;
  if (offset === undefined || others.length > 0) {
    throw new Error(`Expected one \`$0\`, found ${cursors.length}.`);
  }
  return { text, offset };
}

/** The text with its spans marked again, for failure messages that a person can read. */
export function markSpans(text: string, spans: readonly Span[]): string {
  const marks = spans
    .flatMap(({ start, end }) => [
      { offset: end, order: start === end ? 1 : 0, mark: '⟧' },
      { offset: start, order: start === end ? 0 : 1, mark: '⟦' },
    ])
    .sort((a, b) => b.offset - a.offset || b.order - a.order);
  let marked = text;
  for (const { offset, mark } of marks) {
    marked = marked.slice(0, offset) + mark + marked.slice(offset);
  }
  return marked;
}

/** Removes the indent that all lines share, the first line break and a last blank line. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}

function startOf(open: number[]): number {
  const start = open.pop();
  if (start === undefined) {
    throw new Error('A `⟧` has no `⟦`.');
  }
  return start;
}
