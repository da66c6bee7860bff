import type { Node } from 'nunjucks/src/nodes.js';
import type { GeneratedCode } from './code-writer.ts';
import { StatementCompiler } from './compiler.ts';
import { Loop, type LoopFields, type MacroFields, type RunBlockFields } from './lowered-nodes.ts';

/** As `generateCode`, but each text that is appended to the output is told to `runtime.emitted`, with its place. */
export function generateTracingCode(root: Node): GeneratedCode {
  return new ProvenanceCompiler(null, false).generate(root);
}

class ProvenanceCompiler extends StatementCompiler {
  /** How many macros, captured blocks and recursive loops are around: their text is output by a print elsewhere. */
  #captures = 0;

  protected override emitPiece(node: Node, write: () => void): void {
    const around = node instanceof Loop ? this.#captures - 1 : this.#captures;
    if (around > 0) {
      write();
      return;
    }
    this._emit(`runtime.emitted(${this.placeOf(node)}, `);
    write();
    this._emit(')');
  }

  override compileCapture(node: Node, frame: unknown): void {
    this.#capture(() => super.compileCapture(node, frame));
  }

  override compileMacroFunction(node: Node & MacroFields): void {
    this.#capture(() => super.compileMacroFunction(node));
  }

  override compileLoop(node: Node & LoopFields): void {
    if (node.isRecursive) this.#capture(() => super.compileLoop(node));
    else super.compileLoop(node);
  }

  /** A block puts its text out where it stands, and so may stand in what is captured. */
  override compileRunBlock(node: Node & RunBlockFields): void {
    if (this.#captures > 0) this._emitLine('runtime.mute();');
    super.compileRunBlock(node);
    if (this.#captures > 0) this._emitLine('runtime.unmute();');
  }

  #capture(compile: () => void): void {
    this.#captures += 1;
    compile();
    this.#captures -= 1;
  }
}
