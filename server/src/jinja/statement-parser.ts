import type { Span } from '../text/span.ts';
import type { Statement } from './nodes.ts';
import type { TokenStream } from './token-stream.ts';

/** Reads one statement, from behind its keyword to behind its last tag. */
export type StatementParser = (
  parser: BodyParser,
  tag: TagStart,
) => Statement | readonly Statement[];

/** What every statement begins with, read up to and including its keyword. */
export interface TagStart {
  readonly start: number;
  readonly keyword: Span;
}

/** What statements need of the parser around them. */
export interface BodyParser {
  readonly stream: TokenStream;
  /** The body of a statement, up to one of the end tags, whose name is taken. */
  parseBody(tagStart: number, endNames: readonly string[]): Body;
  /** Takes the end of the statement's last tag, and gives the span from `start` to there. */
  finish(start: number): Span;
}

/** A body with the tag that ended it; `endName` is absent when the text ended first. */
export interface Body {
  readonly statements: readonly Statement[];
  /** The opening tag of the body. */
  readonly tag: Span;
  readonly endName?: string;
  readonly endStart: number;
}
