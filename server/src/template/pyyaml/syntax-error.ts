import type { Span } from '../../text/span.ts';

/** Stops the reading at the first thing that PyYAML's scanner or parser refuses; it never leaves this folder. */
export class YamlSyntaxError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** A {@link Report} that stops the reading. */
export function refuse(message: string, span: Span): never {
  throw new YamlSyntaxError(message, span);
}
