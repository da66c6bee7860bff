import type { Span } from '../../text/span.ts';
import type { ScalarSource } from '../scalar-source.ts';
import { readBlockScalar } from './block-scalar.ts';
import { Cursor } from './cursor.ts';
import { emptyUse, type NodeUse } from './node.ts';
import { readQuotedScalar } from './quoted-scalar.ts';
import { ScalarBuilder } from './scalar-builder.ts';

/**
 * The text that was most likely meant by a value that PyYAML refuses. It is text in each case: an open
 * quote ends where the value ends, and unquoted text keeps what YAML would take for brackets and keys.
 */
export function readBrokenValue(text: string, rest: Span, column: number): NodeUse {
  const written = text.slice(rest.start, rest.end);
  const start = rest.start + (/^\s*(?:![\w!]*\s+)?/.exec(written)?.[0] ?? '').length;
  if (start >= rest.end) return emptyUse(rest.start);
  const source = readText(text, { start, end: rest.end }, column);
  return {
    node: { kind: 'scalar', tag: null, source, isImplicit: false },
    span: source.span,
  };
}

export const UNQUOTED_JINJA =
  'Unquoted text cannot start with `{{` or `{%`: YAML takes it for a mapping, and PyYAML cannot load it. Put the whole value in quotes.';

export function startsLikeJinja(text: string, offset: number): boolean {
  return text.startsWith('{{', offset) || text.startsWith('{%', offset);
}

function readText(text: string, range: Span, column: number): ScalarSource {
  const cursor = new Cursor(text, range.start, range.end);
  const first = text[range.start];
  if (first === '"' || first === "'") return readQuotedScalar(cursor, ignore);
  if (first === '|' || first === '>') return readBlockScalar(cursor, column, ignore);
  return readUnquoted(text, range);
}

function ignore(): void {}

/** Folds lines as in a plain scalar, whatever stands on them. */
function readUnquoted(text: string, range: Span): ScalarSource {
  const builder = new ScalarBuilder(text);
  const end = range.start + text.slice(range.start, range.end).trimEnd().length;
  let from = range.start;
  for (const gap of text.slice(range.start, end).matchAll(/[ \t]*(?:\r\n|[\r\n])\s*/g)) {
    const start = range.start + gap.index;
    builder.copy(from, start);
    builder.replace(start, start + gap[0].length, ' ');
    from = start + gap[0].length;
  }
  builder.copy(from, end);
  const span = { start: range.start, end };
  return builder.finish('plain', span, span);
}
