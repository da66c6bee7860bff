/** Writes the JavaScript of a lowered template with nunjucks' compiler. */
import nodes, { type Node } from 'nunjucks/src/nodes.js';
import type { Fields, GeneratedCode } from './code-writer.ts';
import { ExpressionCompiler } from './expression-compiler.ts';
import {
  type AssignFields,
  type Autoescape,
  type BlockFunctionFields,
  type CheckHashableFields,
  type ConditionFields,
  type DefineSelfFields,
  type EnterScopeFields,
  type FoldedPrintFields,
  type LeaveScopeFields,
  type LoadTemplateFields,
  type LoopFields,
  type MacroFields,
  NamespaceAttribute,
  type PieceFields,
  type PrintFields,
  type RunBlockFields,
  type SequenceFields,
  type TextFields,
  Tuple,
  Variable,
  type WithAutoescapeFields,
} from './lowered-nodes.ts';

/** The source of a function body that returns `{ root }`, nunjucks' form of a compiled template. */
export function generateCode(root: Node): GeneratedCode {
  return new StatementCompiler(null, false).generate(root);
}

export class StatementCompiler extends ExpressionCompiler {
  compileRoot(node: Fields<SequenceFields>): void {
    // In parentheses V8 compiles it at once, and does not read it twice.
    this._emit('return { root: (');
    this._emitFuncBegin(node, 'root');
    this._emitLine('var missing = runtime.missing, data = runtime.data;');
    this.enterFunction();
    this._compileChildren(node, null);
    this.leaveFunction();
    this._emitFuncEnd();
    this._emitLine(') };');
  }

  compileOutput(node: Fields<SequenceFields>): void {
    for (const child of node.children) {
      if (!(child instanceof nodes.TemplateData)) this.emitPlace(child);
      this._emit(`${this.buffer} += `);
      this.emitPiece(child, () => this.compile(child, null));
      this._emitLine(';');
    }
  }

  /** Writes a text that is appended to the output; the node has its place. */
  protected emitPiece(_node: Node, write: () => void): void {
    write();
  }

  compileTemplateData(node: Fields<TextFields>): void {
    this._emit(this.printedText(node, node.value));
  }

  compilePrint(node: Fields<PrintFields>): void {
    this.emitCall(printers[node.autoescape], node.expression);
  }

  compileFoldedPrint(node: Fields<FoldedPrintFields>): void {
    this._emit('runtime.folded(() => ');
    this.compile(node.folded, null);
    this._emit(', () => ');
    this.compile(node.otherwise, null);
    this._emit(')');
  }

  compilePiece(node: Fields<PieceFields>): void {
    this.emitCall('piece', node.value);
  }

  compileIf(node: Fields<ConditionFields>): void {
    this.emitPlace(node);
    this._emit('if (');
    this.emitCondition(node.cond);
    this._emitLine(') {');
    this.compile(node.body, null);
    if (node.else_ !== null) {
      this._emitLine('} else {');
      this.compile(node.else_, null);
    }
    this._emitLine('}');
  }

  compileLoop(node: Fields<LoopFields>): void {
    const filter = this.emitLoopFilter(node);
    if (node.isRecursive) this.emitRecursiveLoop(node, filter);
    else {
      const iterable = this.temporary();
      this.emitPlace(node);
      this._emit(`${iterable} = `);
      this.compile(node.iterable, null);
      this._emitLine(';');
      this.emitIteration(node, filter(iterable), '0, null');
    }
  }

  compileAssign(node: Fields<AssignFields>): void {
    this.emitPlace(node);
    this.emitNamespaceChecks(node.target);
    const single = node.target instanceof Variable ? node.target.identifier : this.temporary();
    this._emit(`${this.assigned(single)} = `);
    this.compile(node.value, null);
    this._emitLine(';');
    if (!(node.target instanceof Variable)) this.emitAssignment(node.target, single);
    for (const { name, identifier } of node.exported) {
      this._emitLine(`context.export(${this.constant(name)}, ${identifier});`);
    }
  }

  compileEnterScope(node: Fields<EnterScopeFields>): void {
    for (const [identifier, load] of node.loads) {
      this.assigned(identifier);
      if (load.kind === 'resolve') {
        this._emitLine(`${identifier} = context.lookup(${this.constant(load.name)});`);
      } else if (load.kind === 'alias') this._emitLine(`${identifier} = ${load.identifier};`);
      else if (load.kind === 'undefined') this._emitLine(`${identifier} = missing;`);
    }
  }

  compileLeaveScope(node: Fields<LeaveScopeFields>): void {
    if (node.identifiers.length === 0) return;
    this._emitLine(`${node.identifiers.join(' = ')} = missing;`);
  }

  compileMacroFunction(node: Fields<MacroFields>): void {
    const definition = {
      name: node.name,
      parameters: node.parameters.map(({ name }) => name),
      usesCaller: node.usesCaller,
      usesVarargs: node.varargs !== null,
      usesKwargs: node.kwargs !== null,
    };
    this._emitLine(`runtime.macro(${this.constant(definition)}, function (given) {`);
    this.enterFunction();
    this.emitBuffered(() => {
      this.emitParameters(node);
      this.compile(node.enter, null);
      this.emitDefaults(node);
      this.compile(node.body, null);
    });
    this.leaveFunction();
    this._emit('})');
  }

  compileBlockFunction(node: Fields<BlockFunctionFields>): void {
    const name = this.constant(node.name);
    this._emitLine(`runtime.defineBlock(${name}, function (context) {`);
    this.enterFunction();
    this.emitBuffered(() => {
      if (node.self !== null) this.emitSelf(node.self);
      if (node.super !== null) {
        this._emitLine(`${this.assigned(node.super)} = runtime.parentBlock(${name});`);
      }
      this.compile(node.enter, null);
      this.compile(node.body, null);
    });
    this.leaveFunction();
    this._emitLine('});');
  }

  compileRunBlock(node: Fields<RunBlockFields>): void {
    const name = this.constant(node.name);
    this.emitPlace(node);
    if (node.isRequired) this._emitLine(`runtime.requireBlock(${name});`);
    const visible = node.visible.map(
      (variable) => `[${this.constant(variable.name)}, ${variable.identifier}]`,
    );
    const context = visible.length === 0 ? 'context' : `context.derived([${visible.join(', ')}])`;
    this._emitLine(`${this.buffer} += runtime.runBlock(${name}, ${context});`);
  }

  compileDefineSelf(node: Fields<DefineSelfFields>): void {
    this.emitSelf(node.identifier);
  }

  compileCheckHashable(node: Fields<CheckHashableFields>): void {
    this.emitPlace(node);
    this._emit('runtime.checkHashable(() => ');
    this.compile(node.key, null);
    this._emitLine(');');
  }

  compileWithAutoescape(node: Fields<WithAutoescapeFields>): void {
    const outer = this.temporary();
    this.emitPlace(node);
    this._emit(`${outer} = runtime.switchAutoescape(`);
    this.compile(node.value, null);
    this._emitLine(');');
    this.compile(node.body, null);
    this._emitLine(`runtime.switchAutoescape(${outer});`);
  }

  compileLoadTemplate(node: Fields<LoadTemplateFields>): void {
    this.emitPlace(node);
    this._emit(node.isInclude ? 'runtime.includeTemplate(' : 'runtime.loadTemplate(');
    this.compile(node.template, null);
    this._emitLine(node.isInclude ? `, ${node.ignoresMissing});` : ');');
  }

  /** Gives the code for the filtered iterable; a filter is a generator function of its own scope. */
  protected emitLoopFilter(node: LoopFields): (iterable: string) => string {
    const { filter } = node;
    if (filter === null) return (iterable) => iterable;
    const name = this.temporary();
    const item = this._tmpid();
    this._emitLine(`${name} = function* (given) {`);
    this.enterFunction();
    this.compile(filter.enter, null);
    this._emitLine(`for (const ${item} of runtime.items(given)) {`);
    this._emitLine('runtime.step();');
    this.emitAssignment(filter.target, item);
    this._emit('if (');
    this.emitCondition(filter.test);
    this._emit(') yield ');
    this.compile(filter.target, null);
    this._emitLine(';\n}');
    this.leaveFunction();
    this._emitLine('};');
    return (iterable) => `runtime.generator(${name}(${iterable}))`;
  }

  protected emitIteration(node: LoopFields, iterable: string, depth: string): void {
    const isEmpty = node.otherwise === null ? undefined : this.temporary();
    if (isEmpty !== undefined) this._emitLine(`${isEmpty} = true;`);
    if (node.loopIdentifier === null) {
      const item = this._tmpid();
      this._emitLine(`for (const ${item} of runtime.items(${iterable})) {`);
      this._emitLine('runtime.step();');
      this.emitAssignment(node.target, item);
    } else {
      const loop = this.temporary();
      this._emitLine(`${loop} = runtime.loop(${iterable}, ${depth});`);
      this._emitLine(`while (${loop}.advance()) {`);
      this._emitLine('runtime.step();');
      this._emitLine(`${this.assigned(node.loopIdentifier)} = ${loop};`);
      this.emitAssignment(node.target, `${loop}.current`);
    }
    this.compile(node.enter, null);
    this.compile(node.body, null);
    if (isEmpty !== undefined) this._emitLine(`${isEmpty} = false;`);
    this._emitLine('}');
    this.compile(node.leave, null);
    if (isEmpty === undefined || node.otherwise === null) return;
    this._emitLine(`if (${isEmpty}) {`);
    this.compile(node.otherwise, null);
    this._emitLine('}');
  }

  protected emitRecursiveLoop(
    node: Fields<LoopFields>,
    filter: (iterable: string) => string,
  ): void {
    const render = this.temporary();
    this._emitLine(`${render} = function (iterable, depth) {`);
    this.enterFunction();
    this.emitBuffered(() => {
      this.emitIteration(node, filter('iterable'), `depth, ${render}`);
    }, node.autoescape);
    this.leaveFunction();
    this._emitLine('};');
    this.emitPlace(node);
    this._emit(`${this.buffer} += `);
    this.emitPiece(node, () => {
      this._emit(`runtime.text(${render}(`);
      this.compile(node.iterable, null);
      this._emit(', 0))');
    });
    this._emitLine(';');
  }

  /** Writes a function's body with a buffer of its own, which it returns. */
  protected emitBuffered(write: () => void, autoescape: Autoescape = 'off'): void {
    const outer = this.buffer;
    this.buffer = this._tmpid();
    this._emitLine(`var ${this.buffer} = "";`);
    write();
    const wrap = { off: '', on: 'runtime.markup', dynamic: 'runtime.markupIfEscaping' }[autoescape];
    this._emitLine(`return ${wrap}(${this.buffer});`);
    this.buffer = outer;
  }

  protected emitSelf(identifier: string): void {
    this._emitLine(`${this.assigned(identifier)} = runtime.templateReference(context);`);
  }

  protected emitParameters(node: MacroFields): void {
    for (const [index, { identifier }] of node.parameters.entries()) {
      this._emitLine(`${this.assigned(identifier)} = runtime.given(given.values[${index}]);`);
    }
    for (const special of ['caller', 'varargs', 'kwargs'] as const) {
      const identifier = node[special];
      if (identifier !== null) this._emitLine(`${this.assigned(identifier)} = given.${special};`);
    }
  }

  protected emitDefaults(node: MacroFields): void {
    for (const [index, { identifier, name }] of node.parameters.entries()) {
      const value = node.defaults[index] ?? null;
      this._emit(`if (${identifier} === missing) ${identifier} = `);
      if (value === null) this._emit(`runtime.missingParameter(${this.constant(name)})`);
      else this.compile(value, null);
      this._emitLine(';');
    }
  }

  protected emitNamespaceChecks(target: Node): void {
    if (target instanceof NamespaceAttribute) {
      this._emitLine(`runtime.requireNamespace(${target.identifier});`);
    } else if (target instanceof Tuple) {
      for (const item of target.children) this.emitNamespaceChecks(item);
    }
  }

  /** Assigns the value of a JavaScript expression to a target, unpacking tuples. */
  protected emitAssignment(target: Node, value: string): void {
    if (target instanceof Variable) {
      this._emitLine(`${this.assigned(target.identifier)} = ${value};`);
    } else if (target instanceof NamespaceAttribute) {
      const attribute = this.constant(target.attribute);
      this._emitLine(`runtime.setNamespace(${target.identifier}, ${attribute}, ${value});`);
    } else if (target instanceof Tuple) {
      const items = this.temporary();
      this._emitLine(`${items} = runtime.unpack(${value}, ${target.children.length});`);
      for (const [index, item] of target.children.entries()) {
        this.emitAssignment(item, `${items}[${index}]`);
      }
    }
  }
}

const printers: Record<Autoescape, string> = {
  off: 'text',
  on: 'escapedText',
  dynamic: 'textIfEscaping',
};
