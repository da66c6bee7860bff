import type { Node } from 'nunjucks/src/nodes.js';
import type { Expression, JinjaNode } from '../../jinja/nodes.ts';
import type { Span } from '../../text/span.ts';
import type { Autoescape } from './lowered-nodes.ts';
import { type NameTable, Symbols } from './symbols.ts';
import { TemplateError } from './template-error.ts';

/** Where in the template a construct is lowered; Jinja2 3.1.6 compiler.Frame. */
export class ScopeFrame {
  readonly symbols: Symbols;
  /** The outermost scope and the branches of `if` in it. */
  readonly isTopLevel: boolean;
  /** In a branch: an unknown filter is an error only when it runs. */
  readonly isSoft: boolean;

  private constructor(symbols: Symbols, isTopLevel: boolean, isSoft: boolean) {
    this.symbols = symbols;
    this.isTopLevel = isTopLevel;
    this.isSoft = isSoft;
  }

  static root(names: NameTable, isTopLevel: boolean): ScopeFrame {
    return new ScopeFrame(new Symbols(names), isTopLevel, false);
  }

  inner(): ScopeFrame {
    return new ScopeFrame(this.symbols.inner(), false, false);
  }

  soft(): ScopeFrame {
    return new ScopeFrame(this.symbols, this.isTopLevel, true);
  }
}

/** What lowering knows of the whole template and of the place that it has come to. */
export interface LoweringState {
  readonly names: NameTable;
  readonly source: string;
  readonly isKnownFilter: (name: string) => boolean;
  readonly isKnownTest: (name: string) => boolean;
  /** The truth of a constant as Jinja2 computes it when it compiles; `undefined` where that fails. */
  readonly truthOfConstant: (constant: Expression) => boolean | undefined;
  /** Blocks read what the outermost scope assigns, so its assignments are exported where there are any. */
  readonly hasBlocks: boolean;
  /** The blocks met so far, by name. */
  readonly blocks: Map<string, Node>;
  /** What fails before the template runs, though it stands in a part that never does. */
  readonly checks: Node[];
  /** The truths that were computed, of all constants of the template. */
  readonly truths: Map<object, boolean | undefined>;
  /** Which nodes are constant, of those that were asked for. */
  readonly constants: Map<JinjaNode, boolean>;
  autoescape: Autoescape;
  /** How many loops of the function that is being compiled are open. */
  loopDepth: number;
  /** Defaults of macro parameters may read parameters that have no value yet. */
  isInDefaults: boolean;
  /** In an expression whose constant parts Jinja2 computes when it compiles. */
  isOptimizing: boolean;
  /** In a constant that Jinja2 computes when it compiles, where a failing slice is undefined. */
  isFolding: boolean;
}

/** An error that Jinja2 raises when it compiles a template. */
export class CompileError extends TemplateError {
  constructor(message: string, span: Span, type = 'TemplateAssertionError') {
    super(type, message, span);
  }
}
