import type { Span } from '../../text/span.ts';
import { PyError } from '../python/errors.ts';

/** What Python raises, with the place in the template, in offsets of its text. */
export class TemplateError extends PyError {
  readonly span: Span;

  constructor(type: string, message: string, span: Span) {
    super(type, message);
    this.span = span;
  }
}
