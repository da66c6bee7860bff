import type { Span } from '../text/span.ts';

/** Operators by their text; the text is the token's type. */
export type OperatorType =
  | '+'
  | '-'
  | '/'
  | '//'
  | '*'
  | '%'
  | '**'
  | '~'
  | '['
  | ']'
  | '('
  | ')'
  | '{'
  | '}'
  | '=='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | '='
  | '.'
  | ':'
  | '|'
  | ','
  | ';';

export type TokenType =
  | OperatorType
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'data'
  | 'raw-data'
  | 'comment'
  | 'block-begin'
  | 'block-end'
  | 'variable-begin'
  | 'variable-end'
  | 'error'
  | 'end';

/** `value` is decoded: a string literal without quotes, a text with whitespace control applied, an error's message. */
export interface Token {
  readonly type: TokenType;
  readonly value: string;
  readonly span: Span;
}

const descriptions: Partial<Record<TokenType, string>> = {
  'block-begin': 'begin of statement block',
  'block-end': 'end of statement block',
  'variable-begin': 'begin of print statement',
  'variable-end': 'end of print statement',
  data: 'template data / text',
  'raw-data': 'template data / text',
  end: 'end of template',
};

/** How Jinja2's messages name a kind of token. */
export function describeType(type: TokenType): string {
  return descriptions[type] ?? type;
}

/** How Jinja2's messages name one token: a name by itself, anything else by its kind. */
export function describeToken(token: Token): string {
  return token.type === 'name' ? token.value : describeType(token.type);
}
