/**
 * Writes the JavaScript of a lowered template with nunjucks' compiler. Whatever comes from the template enters the
 * code as a JSON string, a number or a variable that a table numbers: no text of a template is ever code.
 */
import nunjucks from 'nunjucks/src/compiler.js';
import nodes, { type Node } from 'nunjucks/src/nodes.js';
import { PyFloat } from '../python/float.ts';
import {
  ApplyTest,
  type ArgumentsFields,
  type AssignFields,
  type AttributeFields,
  type Autoescape,
  type BlockFunctionFields,
  type CallFields,
  type ConstantFields,
  type DefineSelfFields,
  type EnterScopeFields,
  type FilterFields,
  type JoinTextFields,
  type LeaveScopeFields,
  type LoadTemplateFields,
  type LoopFields,
  type MacroFields,
  type MarkupFields,
  NamespaceAttribute,
  type NoElseFields,
  Print,
  type PrintFields,
  type RunBlockFields,
  type SequenceFields,
  type SliceFields,
  Tuple,
  Variable,
  type VariableFields,
  type WithAutoescapeFields,
} from './lowered-nodes.ts';

/** The source of a function body that returns `{ root }`, nunjucks' form of a compiled template. */
export function generateCode(root: Node): string {
  const compiler = new PythonCompiler(null, false);
  compiler.compile(root, null);
  return compiler.getCode();
}

type Fields<Own> = Node & Own;

interface BinaryFields {
  readonly left: Node;
  readonly right: Node;
}

interface ConditionFields {
  readonly cond: Node;
  readonly body: Node;
  readonly else_: Node | null;
}

class PythonCompiler extends nunjucks.Compiler {
  /** Variables of each function that is being written, innermost last. */
  readonly #functions: { readonly variables: Set<string>; readonly declaredAt: number }[] = [];
  #constants = 0;

  compileRoot(node: Fields<SequenceFields>): void {
    this._emitFuncBegin(node, 'root');
    this._emitLine('var missing = runtime.missing;');
    this.#enterFunction();
    this._compileChildren(node, null);
    this.#leaveFunction();
    this._emitFuncEnd();
    this._emitLine('return { root: root };');
  }

  compileOutput(node: Fields<SequenceFields>): void {
    for (const child of node.children) {
      if (child instanceof Print) this.#emitPlace(child);
      this._emit(`${this.buffer} += `);
      this.compile(child, null);
      this._emitLine(';');
    }
  }

  compileTemplateData(node: Fields<ConstantFields>): void {
    this._emit(JSON.stringify(node.value));
  }

  compilePrint(node: Fields<PrintFields>): void {
    this.#emitCall(printers[node.autoescape], node.expression);
  }

  compileIf(node: Fields<ConditionFields>): void {
    this.#emitPlace(node);
    this._emit('if (');
    this.#emitCondition(node.cond);
    this._emitLine(') {');
    this.compile(node.body, null);
    if (node.else_ !== null) {
      this._emitLine('} else {');
      this.compile(node.else_, null);
    }
    this._emitLine('}');
  }

  compileInlineIf(node: Fields<ConditionFields>): void {
    this._emit('(');
    this.#emitCondition(node.cond);
    this._emit(' ? ');
    this.compile(node.body, null);
    this._emit(' : ');
    this.compile(node.else_ ?? node.body, null);
    this._emit(')');
  }

  compileLoop(node: Fields<LoopFields>): void {
    const filter = this.#emitLoopFilter(node);
    if (node.isRecursive) this.#emitRecursiveLoop(node, filter);
    else {
      const iterable = this.#temporary();
      this.#emitPlace(node);
      this._emit(`${iterable} = `);
      this.compile(node.iterable, null);
      this._emitLine(';');
      this.#emitIteration(node, filter(iterable), '0, null');
    }
  }

  compileAssign(node: Fields<AssignFields>): void {
    this.#emitPlace(node);
    this.#emitNamespaceChecks(node.target);
    const single = node.target instanceof Variable ? node.target.identifier : this.#temporary();
    this._emit(`${this.#assigned(single)} = `);
    this.compile(node.value, null);
    this._emitLine(';');
    if (!(node.target instanceof Variable)) this.#emitAssignment(node.target, single);
    for (const { name, identifier } of node.exported) {
      this._emitLine(`context.export(${JSON.stringify(name)}, ${identifier});`);
    }
  }

  compileEnterScope(node: Fields<EnterScopeFields>): void {
    for (const [identifier, load] of node.loads) {
      this.#assigned(identifier);
      if (load.kind === 'resolve') {
        this._emitLine(`${identifier} = context.lookup(${JSON.stringify(load.name)});`);
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
    this._emitLine(`runtime.macro(${JSON.stringify(definition)}, function (given) {`);
    this.#enterFunction();
    this.#emitBuffered(() => {
      this.#emitParameters(node);
      this.compile(node.enter, null);
      this.#emitDefaults(node);
      this.compile(node.body, null);
    });
    this.#leaveFunction();
    this._emit('})');
  }

  compileBlockFunction(node: Fields<BlockFunctionFields>): void {
    const name = JSON.stringify(node.name);
    this._emitLine(`runtime.defineBlock(${name}, function (context) {`);
    this.#enterFunction();
    this.#emitBuffered(() => {
      if (node.self !== null) this.#emitSelf(node.self);
      if (node.super !== null) {
        this._emitLine(`${this.#assigned(node.super)} = runtime.parentBlock(${name});`);
      }
      this.compile(node.enter, null);
      this.compile(node.body, null);
    });
    this.#leaveFunction();
    this._emitLine('});');
  }

  compileRunBlock(node: Fields<RunBlockFields>): void {
    const name = JSON.stringify(node.name);
    this.#emitPlace(node);
    if (node.isRequired) this._emitLine(`runtime.requireBlock(${name});`);
    const visible = node.visible.map(
      (variable) => `[${JSON.stringify(variable.name)}, ${variable.identifier}]`,
    );
    const context = visible.length === 0 ? 'context' : `context.derived([${visible.join(', ')}])`;
    this._emitLine(`${this.buffer} += runtime.runBlock(${name}, ${context});`);
  }

  compileDefineSelf(node: Fields<DefineSelfFields>): void {
    this.#emitSelf(node.identifier);
  }

  compileWithAutoescape(node: Fields<WithAutoescapeFields>): void {
    const outer = this.#temporary();
    this.#emitPlace(node);
    this._emit(`${outer} = runtime.switchAutoescape(`);
    this.compile(node.value, null);
    this._emitLine(');');
    this.compile(node.body, null);
    this._emitLine(`runtime.switchAutoescape(${outer});`);
  }

  compileLoadTemplate(node: Fields<LoadTemplateFields>): void {
    this.#emitPlace(node);
    this.#emitCall(node.isInclude ? 'includeTemplate' : 'loadTemplate', node.template);
    this._emitLine(';');
  }

  compileVariable(node: Fields<VariableFields>): void {
    const { identifier, name } = node;
    if (!node.isChecked) this._emit(identifier);
    else {
      const unbound = `runtime.undefinedVariable(${JSON.stringify(name)})`;
      this._emit(`(${identifier} === missing ? ${unbound} : ${identifier})`);
    }
  }

  compileConstant(node: Fields<ConstantFields>): void {
    const { value } = node;
    if (value instanceof PyFloat) this._emit(`runtime.float(${value.value})`);
    else if (typeof value === 'bigint') this._emit(`${value}n`);
    else this._emit(JSON.stringify(value));
  }

  compileNoElse(node: Fields<NoElseFields>): void {
    this._emit(`runtime.noElse(${node.line})`);
  }

  compileTuple(node: Fields<SequenceFields>): void {
    this._compileAggregate(node, null, 'runtime.tuple([', '])');
  }

  compileDict(node: Fields<SequenceFields>): void {
    this._compileAggregate(node, null, 'runtime.dict([', '])');
  }

  compilePair(node: Fields<{ readonly key: Node; readonly value: Node }>): void {
    this.compile(node.key, null);
    this._emit(', ');
    this.compile(node.value, null);
  }

  compileAttribute(node: Fields<AttributeFields>): void {
    this._emit('runtime.attribute(');
    this.compile(node.target, null);
    this._emit(`, ${JSON.stringify(node.name)})`);
  }

  compileLookupVal(node: Fields<{ readonly target: Node; readonly val: Node }>): void {
    this.#emitCall('item', node.target, node.val);
  }

  compileSlice(node: Fields<SliceFields>): void {
    this.#emitCall('slice', node.target, node.from, node.to, node.step);
  }

  compileCall(node: Fields<CallFields>): void {
    this.#emitCall('call', node.callee, node.args);
  }

  compileCallArguments(node: Fields<ArgumentsFields>): void {
    this._emit('[');
    for (const argument of node.positional) {
      this.compile(argument, null);
      this._emit(', ');
    }
    if (node.rest !== null) {
      this._emit('...');
      this.#emitCall('spread', node.rest);
    }
    this._emit('], ');
    this.#emitKeywords(node);
  }

  compileApplyFilter(node: Fields<FilterFields>): void {
    if (node.isConstant) this._emit(`runtime.once(${this.#constants++}, () => `);
    this.#emitApplication(node, 'filter');
    if (node.isConstant) this._emit(')');
  }

  compileApplyTest(node: Fields<FilterFields>): void {
    this.#emitApplication(node, 'test');
  }

  compileJoinText(node: Fields<JoinTextFields>): void {
    this._emit(`runtime.${joiners[node.autoescape]}([`);
    for (const operand of node.operands) {
      this.compile(operand, null);
      this._emit(', ');
    }
    this._emit('])');
  }

  compileAsMarkup(node: Fields<MarkupFields>): void {
    if (node.autoescape === 'off') this.compile(node.value, null);
    else this.#emitCall(node.autoescape === 'on' ? 'markup' : 'markupIfEscaping', node.value);
  }

  compileCompare(node: Fields<{ readonly expr: Node; readonly ops: readonly Node[] }>): void {
    // nunjucks declares operands as plain nodes.
    const operands = node.ops as readonly InstanceType<typeof nodes.CompareOperand>[];
    let emitLeft = (): void => this.compile(node.expr, null);
    this._emit('(');
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this._emit(' && ');
      const isLast = index === operands.length - 1;
      const right = isLast ? undefined : this.#temporary();
      this._emit(`runtime.${comparisons[operand.type]}(`);
      emitLeft();
      this._emit(right === undefined ? ', ' : `, ${right} = `);
      this.compile(operand.expr, null);
      this._emit(')');
      if (right !== undefined) emitLeft = () => this._emit(right);
    }
    this._emit(')');
  }

  compileAnd(node: Fields<BinaryFields>): void {
    this.#emitChoice(node, (left) => ['', left]);
  }

  compileOr(node: Fields<BinaryFields>): void {
    this.#emitChoice(node, (left) => [left, '']);
  }

  compileNot(node: Fields<{ readonly target: Node }>): void {
    this._emit('!');
    this.#emitCondition(node.target);
  }

  compileNeg(node: Fields<{ readonly target: Node }>): void {
    this.#emitCall('negate', node.target);
  }

  compilePos(node: Fields<{ readonly target: Node }>): void {
    this.#emitCall('positive', node.target);
  }

  compileAdd(node: Fields<BinaryFields>): void {
    this.#emitCall('add', node.left, node.right);
  }

  compileSub(node: Fields<BinaryFields>): void {
    this.#emitCall('subtract', node.left, node.right);
  }

  compileMul(node: Fields<BinaryFields>): void {
    this.#emitCall('multiply', node.left, node.right);
  }

  compileDiv(node: Fields<BinaryFields>): void {
    this.#emitCall('divide', node.left, node.right);
  }

  compileFloorDiv(node: Fields<BinaryFields>): void {
    this.#emitCall('floorDivide', node.left, node.right);
  }

  compileMod(node: Fields<BinaryFields>): void {
    this.#emitCall('modulo', node.left, node.right);
  }

  compilePow(node: Fields<BinaryFields>): void {
    this.#emitCall('power', node.left, node.right);
  }

  /** `runtime.name(operands)`; a missing operand is None. */
  #emitCall(name: string, ...operands: readonly (Node | null)[]): void {
    this._emit(`runtime.${name}(`);
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this._emit(', ');
      if (operand === null) this._emit('null');
      else this.compile(operand, null);
    }
    this._emit(')');
  }

  /** A JavaScript boolean: the truth of the node. */
  #emitCondition(node: Node): void {
    if (node instanceof nodes.Compare || node instanceof nodes.Not || node instanceof ApplyTest) {
      this.compile(node, null);
    } else if (node instanceof nodes.And || node instanceof nodes.Or) {
      this._emit('(');
      this.#emitCondition(node.left);
      this._emit(node instanceof nodes.And ? ' && ' : ' || ');
      this.#emitCondition(node.right);
      this._emit(')');
    } else this.#emitCall('truth', node);
  }

  /** `and` and `or` give one of their operands; the empty text stands for the right one. */
  #emitChoice(
    node: BinaryFields,
    results: (left: string) => readonly [whenTrue: string, whenFalse: string],
  ): void {
    const left = this.#temporary();
    this._emit(`(runtime.truth(${left} = `);
    this.compile(node.left, null);
    this._emit(')');
    for (const [index, result] of results(left).entries()) {
      this._emit(index === 0 ? ' ? ' : ' : ');
      if (result === '') this.compile(node.right, null);
      else this._emit(result);
    }
    this._emit(')');
  }

  #emitApplication(node: FilterFields, kind: 'filter' | 'test'): void {
    const method = node.isKnown ? kind : `unknown${kind === 'filter' ? 'Filter' : 'Test'}`;
    this._emit(`runtime.${method}(${JSON.stringify(node.name)}, `);
    this.compile(node.target, null);
    this._emit(', ');
    this.compile(node.args, null);
    this._emit(')');
  }

  #emitKeywords(node: ArgumentsFields): void {
    if (node.keywords.length === 0 && node.keywordRest === null) {
      this._emit('runtime.noKeywords');
      return;
    }
    this._emit('runtime.keywords([');
    for (const { name, value } of node.keywords) {
      this._emit(`[${JSON.stringify(name)}, `);
      this.compile(value, null);
      this._emit('], ');
    }
    this._emit('], ');
    if (node.keywordRest === null) this._emit('null');
    else this.compile(node.keywordRest, null);
    this._emit(')');
  }

  /** Gives the code for the filtered iterable; a filter is a generator function of its own scope. */
  #emitLoopFilter(node: LoopFields): (iterable: string) => string {
    const { filter } = node;
    if (filter === null) return (iterable) => iterable;
    const name = this.#temporary();
    const item = this._tmpid();
    this._emitLine(`${name} = function* (given) {`);
    this.#enterFunction();
    this.compile(filter.enter, null);
    this._emitLine(`for (const ${item} of runtime.items(given)) {`);
    this.#emitAssignment(filter.target, item);
    this._emit('if (');
    this.#emitCondition(filter.test);
    this._emit(') yield ');
    this.compile(filter.target, null);
    this._emitLine(';\n}');
    this.#leaveFunction();
    this._emitLine('};');
    return (iterable) => `runtime.generator(${name}(${iterable}))`;
  }

  #emitIteration(node: LoopFields, iterable: string, depth: string): void {
    const isEmpty = node.otherwise === null ? undefined : this.#temporary();
    if (isEmpty !== undefined) this._emitLine(`${isEmpty} = true;`);
    if (node.loopIdentifier === null) {
      const item = this._tmpid();
      this._emitLine(`for (const ${item} of runtime.items(${iterable})) {`);
      this.#emitAssignment(node.target, item);
    } else {
      const loop = this.#temporary();
      this._emitLine(`${loop} = runtime.loop(${iterable}, ${depth});`);
      this._emitLine(`while (${loop}.advance()) {`);
      this._emitLine(`${this.#assigned(node.loopIdentifier)} = ${loop};`);
      this.#emitAssignment(node.target, `${loop}.current`);
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

  #emitRecursiveLoop(node: Fields<LoopFields>, filter: (iterable: string) => string): void {
    const render = this.#temporary();
    this._emitLine(`${render} = function (iterable, depth) {`);
    this.#enterFunction();
    this.#emitBuffered(() => {
      this.#emitIteration(node, filter('iterable'), `depth, ${render}`);
    }, node.autoescape);
    this.#leaveFunction();
    this._emitLine('};');
    this.#emitPlace(node);
    this._emit(`${this.buffer} += runtime.text(${render}(`);
    this.compile(node.iterable, null);
    this._emitLine(', 0));');
  }

  /** Writes a function's body with a buffer of its own, which it returns. */
  #emitBuffered(write: () => void, autoescape: Autoescape = 'off'): void {
    const outer = this.buffer;
    this.buffer = this._tmpid();
    this._emitLine(`var ${this.buffer} = "";`);
    write();
    const wrap = { off: '', on: 'runtime.markup', dynamic: 'runtime.markupIfEscaping' }[autoescape];
    this._emitLine(`return ${wrap}(${this.buffer});`);
    this.buffer = outer;
  }

  #emitSelf(identifier: string): void {
    this._emitLine(`${this.#assigned(identifier)} = runtime.templateReference(context);`);
  }

  #emitParameters(node: MacroFields): void {
    for (const [index, { identifier }] of node.parameters.entries()) {
      this._emitLine(`${this.#assigned(identifier)} = runtime.given(given.values[${index}]);`);
    }
    for (const special of ['caller', 'varargs', 'kwargs'] as const) {
      const identifier = node[special];
      if (identifier !== null) this._emitLine(`${this.#assigned(identifier)} = given.${special};`);
    }
  }

  #emitDefaults(node: MacroFields): void {
    for (const [index, { identifier, name }] of node.parameters.entries()) {
      const value = node.defaults[index] ?? null;
      this._emit(`if (${identifier} === missing) ${identifier} = `);
      if (value === null) this._emit(`runtime.missingParameter(${JSON.stringify(name)})`);
      else this.compile(value, null);
      this._emitLine(';');
    }
  }

  #emitNamespaceChecks(target: Node): void {
    if (target instanceof NamespaceAttribute) {
      this._emitLine(`runtime.requireNamespace(${target.identifier});`);
    } else if (target instanceof Tuple) {
      for (const item of target.children) this.#emitNamespaceChecks(item);
    }
  }

  /** Assigns the value of a JavaScript expression to a target, unpacking tuples. */
  #emitAssignment(target: Node, value: string): void {
    if (target instanceof Variable) {
      this._emitLine(`${this.#assigned(target.identifier)} = ${value};`);
    } else if (target instanceof NamespaceAttribute) {
      const attribute = JSON.stringify(target.attribute);
      this._emitLine(`runtime.setNamespace(${target.identifier}, ${attribute}, ${value});`);
    } else if (target instanceof Tuple) {
      const items = this.#temporary();
      this._emitLine(`${items} = runtime.unpack(${value}, ${target.children.length});`);
      for (const [index, item] of target.children.entries()) {
        this.#emitAssignment(item, `${items}[${index}]`);
      }
    }
  }

  /** Says where the template is, for an error that the code behind raises. */
  #emitPlace(node: Node): void {
    this._emitLine(`lineno = ${node.lineno}; colno = ${node.colno};`);
  }

  #temporary(): string {
    return this.#assigned(this._tmpid());
  }

  /** Declares the variable in the function that is being written. */
  #assigned(identifier: string): string {
    this.#functions.at(-1)?.variables.add(identifier);
    return identifier;
  }

  #enterFunction(): void {
    this.#functions.push({ variables: new Set(), declaredAt: this.codebuf.length });
    this._emitLine('');
  }

  #leaveFunction(): void {
    const scope = this.#functions.pop();
    if (scope === undefined || scope.variables.size === 0) return;
    this.codebuf[scope.declaredAt] = `var ${[...scope.variables].join(', ')};\n`;
  }
}

const printers: Record<Autoescape, string> = {
  off: 'text',
  on: 'escapedText',
  dynamic: 'textIfEscaping',
};

const joiners: Record<Autoescape, string> = {
  off: 'join',
  on: 'joinMarkup',
  dynamic: 'joinIfEscaping',
};

const comparisons: Record<string, string> = {
  '==': 'equal',
  '!=': 'notEqual',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  in: 'isIn',
  'not in': 'isNotIn',
};
