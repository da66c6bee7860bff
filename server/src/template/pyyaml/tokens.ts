import type { Span } from '../../text/span.ts';
import type { ScalarSource } from '../scalar-source.ts';

/** The tokens of PyYAML's scanner. */
export type Token = MarkToken | NameToken | TagToken | ScalarToken | DirectiveToken;

export type MarkKind =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-mapping-start'
  | 'flow-sequence-end'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value';

export interface MarkToken {
  readonly kind: MarkKind;
  readonly span: Span;
}

export interface NameToken {
  readonly kind: 'anchor' | 'alias';
  readonly name: string;
  readonly span: Span;
}

/** A tag in its parts: `!!int` is `!!` and `int`; a verbatim tag and a lone `!` have no handle. */
export interface TagToken {
  readonly kind: 'tag';
  readonly handle: string | null;
  readonly suffix: string;
  readonly span: Span;
}

export interface ScalarToken {
  readonly kind: 'scalar';
  readonly source: ScalarSource;
  readonly span: Span;
}

export interface DirectiveToken {
  readonly kind: 'directive';
  readonly directive:
    | { readonly name: 'YAML'; readonly major: number }
    | { readonly name: 'TAG'; readonly handle: string; readonly prefix: string }
    | { readonly name: 'other' };
  readonly span: Span;
}

/** The token as a message names it. */
export function describeToken(token: Token): string {
  return TOKEN_NAMES[token.kind];
}

const TOKEN_NAMES: Readonly<Record<Token['kind'], string>> = {
  'stream-end': 'the end of the file',
  'document-start': '`---`',
  'document-end': '`...`',
  'block-sequence-start': 'a list',
  'block-mapping-start': 'a mapping',
  'block-end': 'a line with less indentation',
  'flow-sequence-start': '`[`',
  'flow-mapping-start': '`{`',
  'flow-sequence-end': '`]`',
  'flow-mapping-end': '`}`',
  'flow-entry': '`,`',
  'block-entry': 'a list item (`-`)',
  key: 'a key',
  value: '`:`',
  anchor: 'an anchor (`&`)',
  alias: 'an alias (`*`)',
  tag: 'a tag (`!`)',
  scalar: 'text',
  directive: 'a directive (`%`)',
};
