import nunjucks from 'nunjucks/src/compiler.js';
import type { Node } from 'nunjucks/src/nodes.js';
import type { Span } from '../../text/span.ts';

/** A lowered node with its fields. */
export type Fields<Own> = Node & Own;

type WriteNode = (this: CodeWriter, node: Node, frame: unknown) => void;

const methodNames = new Map<string, string>();

/** Code that is the same for all templates of one form, with what tells this template from them. */
export interface GeneratedCode {
  readonly code: string;
  readonly data: TemplateData;
}

export interface TemplateData {
  /** Texts, names and the like: the code has the number of each. */
  readonly constants: readonly unknown[];
  /** Where the template was at, by the numbers that the code has. */
  readonly places: readonly Span[];
  /** The texts between tags, in order. */
  readonly texts: readonly PrintedText[];
}

/** A text that is put out as it is written. */
export interface PrintedText {
  /** The number of the constant. */
  readonly constant: number;
  readonly span: Span;
}

/**
 * nunjucks' compiler with what every construct needs: variables declared in their function, places, runtime calls.
 * What comes from the template stays outside of the code, which has numbers for it: no text of a template is ever code,
 * and templates of one form share theirs.
 */
export class CodeWriter extends nunjucks.Compiler {
  readonly #constants: unknown[] = [];
  /** The first one is where an error is that has no place. */
  readonly #places: Span[] = [{ start: 0, end: 0 }];
  readonly #texts: PrintedText[] = [];
  /** Variables of each function that is being written, innermost last. */
  readonly #functions: { readonly variables: Set<string>; readonly declaredAt: number }[] = [];

  /** As nunjucks', which puts the name of the method together for each node. */
  override compile(node: Node, frame: unknown): void {
    const { typename } = node;
    const name = methodNames.get(typename) ?? `compile${typename}`;
    methodNames.set(typename, name);
    const methods = this as unknown as Readonly<Record<string, WriteNode | undefined>>;
    const write = methods[name];
    if (write === undefined) throw new Error(`Nothing writes the code of a node ${typename}.`);
    write.call(this, node, frame);
  }

  /** `runtime.name(operands)`; a missing operand is None. */
  protected emitCall(name: string, ...operands: readonly (Node | null)[]): void {
    this._emit(`runtime.${name}(`);
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this._emit(', ');
      if (operand === null) this._emit('null');
      else this.compile(operand, null);
    }
    this._emit(')');
  }

  /** Says where the template is, for an error that the code behind raises. */
  protected emitPlace(node: Node): void {
    this._emitLine(`lineno = ${this.placeOf(node)};`);
  }

  /** The number of a node's place. */
  protected placeOf({ lineno: start, colno: end }: Node): number {
    return this.#places.push({ start, end }) - 1;
  }

  /** What the code has for a value of the template. */
  protected constant(value: unknown): string {
    return `data[${this.#constants.push(value) - 1}]`;
  }

  /** What the code has for a text of the template that is put out as it is. */
  protected printedText({ lineno: start, colno: end }: Node, text: string): string {
    this.#texts.push({ constant: this.#constants.length, span: { start, end } });
    return this.constant(text);
  }

  generate(root: Node): GeneratedCode {
    this.compile(root, null);
    const data = { constants: this.#constants, places: this.#places, texts: this.#texts };
    return { code: this.getCode(), data };
  }

  protected temporary(): string {
    return this.assigned(this._tmpid());
  }

  /** Declares the variable in the function that is being written. */
  protected assigned(identifier: string): string {
    this.#functions.at(-1)?.variables.add(identifier);
    return identifier;
  }

  protected enterFunction(): void {
    this.#functions.push({ variables: new Set(), declaredAt: this.codebuf.length });
    this._emitLine('');
  }

  protected leaveFunction(): void {
    const scope = this.#functions.pop();
    if (scope === undefined || scope.variables.size === 0) return;
    this.codebuf[scope.declaredAt] = `var ${[...scope.variables].join(', ')};\n`;
  }
}
