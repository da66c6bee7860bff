import type { Scan } from './scanner.ts';
import type { Token } from './tokens.ts';

/** Hands out a scan's tokens one by one; behind the last one it throws what stopped the scanner. */
export class TokenReader {
  /** Where the last token that has any text ended. */
  lastEnd = 0;
  readonly #scan: Scan;
  #next = 0;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  peek(): Token {
    const token = this.#scan.tokens[this.#next];
    if (token !== undefined) return token;
    throw this.#scan.failure ?? new Error('read behind the end of the stream');
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    if (token.span.end > token.span.start) this.lastEnd = token.span.end;
    return token;
  }

  isAt(kind: Token['kind']): boolean {
    return this.peek().kind === kind;
  }

  isAtOneOf(kinds: readonly Token['kind'][]): boolean {
    return kinds.includes(this.peek().kind);
  }

  takeIf<Kind extends Token['kind']>(kind: Kind): (Token & { readonly kind: Kind }) | undefined {
    const token = this.peek();
    if (!isOfKind(token, kind)) return undefined;
    this.take();
    return token;
  }

  /** Goes over a collection from its first token to its last, or to the end of the text. */
  skipCollection(): void {
    let depth = 0;
    do {
      if (this.isAt('stream-end')) return;
      const { kind } = this.take();
      if (STARTS.has(kind)) depth += 1;
      else if (ENDS.has(kind)) depth -= 1;
    } while (depth > 0);
  }
}

function isOfKind<Kind extends Token['kind']>(
  token: Token,
  kind: Kind,
): token is Token & { readonly kind: Kind } {
  return token.kind === kind;
}

const STARTS: ReadonlySet<Token['kind']> = new Set([
  'block-sequence-start',
  'block-mapping-start',
  'flow-sequence-start',
  'flow-mapping-start',
]);

const ENDS: ReadonlySet<Token['kind']> = new Set([
  'block-end',
  'flow-sequence-end',
  'flow-mapping-end',
]);
