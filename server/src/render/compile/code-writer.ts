import nunjucks from 'nunjucks/src/compiler.js';
import type { Node } from 'nunjucks/src/nodes.js';

/** A lowered node with its fields. */
export type Fields<Own> = Node & Own;

/**
 * nunjucks' compiler with what every construct needs: variables declared in their function, places, runtime calls.
 * Whatever comes from the template enters the code as a JSON string, a number or a variable that a table numbers: no
 * text of a template is ever code.
 */
export class CodeWriter extends nunjucks.Compiler {
  /** Variables of each function that is being written, innermost last. */
  readonly #functions: { readonly variables: Set<string>; readonly declaredAt: number }[] = [];

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
    this._emitLine(`lineno = ${node.lineno}; colno = ${node.colno};`);
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
