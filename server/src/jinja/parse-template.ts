/** Jinja2's parser over any text, which gives a tree and a list of problems. */
import type { Span } from '../text/span.ts';
import type { JinjaTemplate, PrintNode, Statement } from './nodes.ts';
import { parseTuple } from './parse-expression.ts';
import { statementParsers } from './parse-statements.ts';
import type { Body, BodyParser } from './statement-parser.ts';
import { TokenStream } from './token-stream.ts';

export function parseTemplate(source: string): JinjaTemplate {
  const parser = new TemplateParser(source);
  const body = parser.parseAll();
  return { source, body, problems: parser.stream.problems };
}

class TemplateParser implements BodyParser {
  readonly stream: TokenStream;
  /** End tags that the enclosing statements wait for, outermost first. */
  readonly #awaited: (readonly string[])[] = [];
  readonly #openTags: string[] = [];
  #unclosedTag: Span | undefined;

  constructor(source: string) {
    this.stream = new TokenStream(source);
  }

  parseAll(): readonly Statement[] {
    return this.#parseUntil([]).statements;
  }

  parseBody(tagStart: number, endNames: readonly string[]): Body {
    this.stream.skip(':');
    this.stream.takeTagEnd('block-end');
    const tag = this.stream.spanFrom(tagStart);
    this.#awaited.push(endNames);
    const body = this.stream.nest(() => this.#parseUntil(endNames));
    if (body?.endName === undefined) this.#reportUnclosed(tag);
    this.#awaited.pop();
    return { ...(body ?? { statements: [], endStart: tag.end }), tag };
  }

  finish(start: number): Span {
    this.stream.takeTagEnd('block-end');
    return this.stream.spanFrom(start);
  }

  #parseUntil(endNames: readonly string[]): Omit<Body, 'tag'> {
    const statements: Statement[] = [];
    while (!this.stream.is('end')) {
      const { type, value, span } = this.stream.current;
      if (type === 'data' || type === 'raw-data') {
        statements.push({ kind: 'text', value, isRaw: type === 'raw-data', span });
        this.stream.next();
      } else if (type === 'comment') {
        statements.push({ kind: 'comment', text: value, span });
        this.stream.next();
      } else if (type === 'variable-begin') {
        statements.push(this.#parsePrint());
      } else if (type === 'block-begin') {
        if (this.#isEndTagOfOuter(endNames)) break;
        this.stream.next();
        if (this.stream.isNameOf(endNames)) {
          return { statements, endName: this.stream.next().value, endStart: span.start };
        }
        statements.push(...this.#parseStatement(span.start));
      } else {
        this.stream.next();
      }
    }
    return { statements, endStart: this.stream.current.span.start };
  }

  /** A wrong end tag that an enclosing statement waits for ends this body too, once it has been reported. */
  #isEndTagOfOuter(endNames: readonly string[]): boolean {
    const { type, value, span } = this.stream.peek();
    if (type !== 'name' || endNames.includes(value)) return false;
    if (!this.#awaited.some((names) => names.includes(value))) return false;
    this.stream.report(this.#unknownTagMessage(value), span);
    return true;
  }

  #parsePrint(): PrintNode {
    const { start } = this.stream.next().span;
    const expression = parseTuple(this.stream);
    this.stream.takeTagEnd('variable-end');
    return { kind: 'print', expression, span: this.stream.spanFrom(start) };
  }

  #parseStatement(start: number): readonly Statement[] {
    const { type, value, span } = this.stream.current;
    const parse = type === 'name' ? statementParsers.get(value) : undefined;
    if (parse === undefined) {
      this.stream.fail(type === 'name' ? this.#unknownTagMessage(value) : 'tag name expected');
      const whole = this.finish(start);
      return [{ kind: 'error-statement', tag: whole, keyword: span, span: whole }];
    }
    this.#openTags.push(value);
    this.stream.next();
    const parsed = parse(this, { start, keyword: span });
    this.#openTags.pop();
    return Array.isArray(parsed) ? parsed : [parsed as Statement];
  }

  #unknownTagMessage(name: string): string {
    const isAwaited = this.#awaited.some((names) => names.includes(name));
    return this.#structureMessage(`Encountered unknown tag '${name}'.`, isAwaited);
  }

  #reportUnclosed(tag: Span): void {
    if (!this.stream.is('end') || this.#unclosedTag !== undefined) return;
    this.#unclosedTag = tag;
    this.stream.report(this.#structureMessage('Unexpected end of template.', false), tag);
  }

  #structureMessage(first: string, isNestingMistake: boolean): string {
    const sentences = [first];
    const looking = this.#awaited
      .at(-1)
      ?.map((name) => `'${name}'`)
      .join(' or ');
    if (looking !== undefined) {
      sentences.push(
        isNestingMistake
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      );
    }
    const innermost = this.#openTags.at(-1);
    if (innermost !== undefined) {
      sentences.push(`The innermost block that needs to be closed is '${innermost}'.`);
    }
    return sentences.join(' ');
  }
}
