/** The parts of nunjucks 3.2 that `@types/nunjucks` leaves out: its node classes and its compiler. */

declare module 'nunjucks/src/nodes.js' {
  /** A node takes line, column and then its fields, in the order of `fields`. */
  export class Node {
    constructor(lineno: number, colno: number, ...fields: unknown[]);
    readonly lineno: number;
    readonly colno: number;
    readonly typename: string;
    static extend<Fields>(
      name: string,
      properties?: { readonly fields: readonly string[] },
    ): NodeClass<Fields>;
  }

  export interface NodeClass<Fields> {
    new (lineno: number, colno: number, ...fields: unknown[]): Node & Fields;
    extend<Others>(
      name: string,
      properties?: { readonly fields: readonly string[] },
    ): NodeClass<Others>;
  }

  interface Children {
    readonly children: readonly Node[];
  }
  interface Literals {
    readonly value: unknown;
  }
  interface Operands {
    readonly left: Node;
    readonly right: Node;
  }
  interface Target {
    readonly target: Node;
  }
  interface Conditions {
    readonly cond: Node;
    readonly body: Node;
    readonly else_: Node | null;
  }

  const nodes: {
    readonly Root: NodeClass<Children>;
    readonly NodeList: NodeClass<Children>;
    readonly Array: NodeClass<Children>;
    readonly Output: NodeClass<Children>;
    readonly Dict: NodeClass<Children>;
    readonly Literal: NodeClass<Literals>;
    readonly TemplateData: NodeClass<Literals>;
    readonly Symbol: NodeClass<Literals>;
    readonly Pair: NodeClass<{ readonly key: Node; readonly value: Node }>;
    readonly LookupVal: NodeClass<{ readonly target: Node; readonly val: Node }>;
    readonly If: NodeClass<Conditions>;
    readonly InlineIf: NodeClass<Conditions>;
    readonly For: NodeClass<unknown>;
    readonly Set: NodeClass<unknown>;
    readonly Macro: NodeClass<unknown>;
    readonly FunCall: NodeClass<unknown>;
    readonly Filter: NodeClass<unknown>;
    readonly Is: NodeClass<unknown>;
    readonly Block: NodeClass<unknown>;
    readonly Capture: NodeClass<{ readonly body: Node }>;
    readonly And: NodeClass<Operands>;
    readonly Or: NodeClass<Operands>;
    readonly Add: NodeClass<Operands>;
    readonly Sub: NodeClass<Operands>;
    readonly Mul: NodeClass<Operands>;
    readonly Div: NodeClass<Operands>;
    readonly FloorDiv: NodeClass<Operands>;
    readonly Mod: NodeClass<Operands>;
    readonly Pow: NodeClass<Operands>;
    readonly Not: NodeClass<Target>;
    readonly Neg: NodeClass<Target>;
    readonly Pos: NodeClass<Target>;
    readonly Concat: NodeClass<unknown>;
    readonly Compare: NodeClass<{ readonly expr: Node; readonly ops: readonly Node[] }>;
    readonly CompareOperand: NodeClass<{ readonly expr: Node; readonly type: string }>;
    readonly Node: typeof Node;
  };
  export default nodes;
}

declare module 'nunjucks/src/compiler.js' {
  import type { Node } from 'nunjucks/src/nodes.js';

  /** Writes JavaScript for a tree: `compile` calls the method `compile<typename>` of each node. */
  class Compiler {
    constructor(templateName: string | null, throwOnUndefined: boolean);
    readonly codebuf: string[];
    /** The name of the variable that output is appended to. */
    buffer: string;
    compile(node: Node, frame: unknown): void;
    compileCapture(node: Node, frame: unknown): void;
    getCode(): string;
    fail(message: string, lineno?: number, colno?: number): never;
    _emit(code: string): void;
    _emitLine(code: string): void;
    _emitFuncBegin(node: Node, name: string): void;
    _emitFuncEnd(noReturn?: boolean): void;
    _tmpid(): string;
    _compileChildren(node: { readonly children: readonly Node[] }, frame: unknown): void;
    _compileAggregate(
      node: { readonly children: readonly Node[] },
      frame: unknown,
      startChar?: string,
      endChar?: string,
    ): void;
    _withScopedSyntax(write: () => void): void;
  }
  const compiler: { readonly Compiler: typeof Compiler };
  export default compiler;
}
