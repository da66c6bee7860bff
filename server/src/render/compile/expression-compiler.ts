import nodes, { type Node } from 'nunjucks/src/nodes.js';
import { PyFloat } from '../python/float.ts';
import { CodeWriter, type Fields } from './code-writer.ts';
import {
  ApplyTest,
  type ArgumentsFields,
  type AttributeFields,
  type CallFields,
  type ConditionFields,
  type ConstantFields,
  type FilterFields,
  type FoldedFields,
  type JoinTextFields,
  type MarkupFields,
  type NoElseFields,
  type PowerFields,
  type SameSharedFields,
  type SequenceFields,
  type SliceFields,
  type VariableFields,
} from './lowered-nodes.ts';

interface BinaryFields {
  readonly left: Node;
  readonly right: Node;
}

/** Writes expressions: calls of the runtime, with Python's order of evaluation and short cuts. */
export class ExpressionCompiler extends CodeWriter {
  #constants = 0;

  compileInlineIf(node: Fields<ConditionFields>): void {
    this._emit('(');
    this.emitCondition(node.cond);
    this._emit(' ? ');
    this.compile(node.body, null);
    this._emit(' : ');
    this.compile(node.else_ ?? node.body, null);
    this._emit(')');
  }

  compileVariable(node: Fields<VariableFields>): void {
    const { identifier, name } = node;
    if (!node.isChecked) this._emit(identifier);
    else {
      const unbound = `runtime.undefinedVariable(${this.constant(name)})`;
      this._emit(`(${identifier} === missing ? ${unbound} : ${identifier})`);
    }
  }

  compileConstant(node: Fields<ConstantFields>): void {
    const { value } = node;
    if (value instanceof PyFloat) this._emit(`runtime.float(${value.value})`);
    else if (typeof value === 'bigint') this._emit(`${value}n`);
    else if (typeof value === 'string') this._emit(this.constant(value));
    else this._emit(String(value));
  }

  compileNoElse(node: Fields<NoElseFields>): void {
    this._emit(`runtime.noElse(${this.constant(node.line)})`);
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
    this._emit(`, ${this.constant(node.name)})`);
  }

  compileLookupVal(node: Fields<{ readonly target: Node; readonly val: Node }>): void {
    this.emitCall('item', node.target, node.val);
  }

  compileSlice(node: Fields<SliceFields>): void {
    const slice = node.isFolded ? 'constantSlice' : 'slice';
    this.emitCall(slice, node.target, node.from, node.to, node.step);
  }

  compileFoldedValue(node: Fields<FoldedFields>): void {
    this._emit('runtime.constant(() => (');
    this.compile(node.folded, null);
    this._emit('), () => (');
    this.compile(node.written, null);
    this._emit('))');
  }

  compileWrittenPower(node: Fields<PowerFields>): void {
    this.emitCall('writtenPower', node.base, node.exponent);
  }

  compileCall(node: Fields<CallFields>): void {
    this.emitCall('call', node.callee, node.args);
  }

  compileCallArguments(node: Fields<ArgumentsFields>): void {
    this._emit('[');
    for (const argument of node.positional) {
      this.compile(argument, null);
      this._emit(', ');
    }
    if (node.rest !== null) {
      this._emit('...');
      this.emitCall('spread', node.rest);
    }
    this._emit('], ');
    this.emitKeywords(node);
  }

  compileApplyFilter(node: Fields<FilterFields>): void {
    if (node.isConstant) this._emit(`runtime.once(${this.#constants++}, () => `);
    this.emitApplication(node, 'filter');
    if (node.isConstant) this._emit(')');
  }

  compileApplyTest(node: Fields<FilterFields>): void {
    this.emitApplication(node, 'test');
  }

  compileSameShared(node: Fields<SameSharedFields>): void {
    this.emitCall('sameShared', node.target, node.args);
  }

  compileJoinText(node: Fields<JoinTextFields>): void {
    this._emit(`runtime.${node.isEscaping ? 'joinMarkup' : 'join'}([`);
    for (const operand of node.operands) {
      this.compile(operand, null);
      this._emit(', ');
    }
    this._emit('])');
  }

  compileAsMarkup(node: Fields<MarkupFields>): void {
    if (node.autoescape === 'off') this.compile(node.value, null);
    else this.emitCall(node.autoescape === 'on' ? 'markup' : 'markupIfEscaping', node.value);
  }

  compileCompare(node: Fields<{ readonly expr: Node; readonly ops: readonly Node[] }>): void {
    // nunjucks declares operands as plain nodes.
    const operands = node.ops as readonly InstanceType<typeof nodes.CompareOperand>[];
    let emitLeft = (): void => this.compile(node.expr, null);
    this._emit('(');
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this._emit(' && ');
      const isLast = index === operands.length - 1;
      const right = isLast ? undefined : this.temporary();
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
    this.emitChoice(node, (left) => ['', left]);
  }

  compileOr(node: Fields<BinaryFields>): void {
    this.emitChoice(node, (left) => [left, '']);
  }

  compileNot(node: Fields<{ readonly target: Node }>): void {
    this._emit('!');
    this.emitCondition(node.target);
  }

  compileNeg(node: Fields<{ readonly target: Node }>): void {
    this.emitCall('negate', node.target);
  }

  compilePos(node: Fields<{ readonly target: Node }>): void {
    this.emitCall('positive', node.target);
  }

  compileAdd(node: Fields<BinaryFields>): void {
    this.emitCall('add', node.left, node.right);
  }

  compileSub(node: Fields<BinaryFields>): void {
    this.emitCall('subtract', node.left, node.right);
  }

  compileMul(node: Fields<BinaryFields>): void {
    this.emitCall('multiply', node.left, node.right);
  }

  compileDiv(node: Fields<BinaryFields>): void {
    this.emitCall('divide', node.left, node.right);
  }

  compileFloorDiv(node: Fields<BinaryFields>): void {
    this.emitCall('floorDivide', node.left, node.right);
  }

  compileMod(node: Fields<BinaryFields>): void {
    this.emitCall('modulo', node.left, node.right);
  }

  compilePow(node: Fields<BinaryFields>): void {
    this.emitCall('power', node.left, node.right);
  }

  /** A JavaScript boolean: the truth of the node. */
  protected emitCondition(node: Node): void {
    if (node instanceof nodes.Compare || node instanceof nodes.Not || node instanceof ApplyTest) {
      this.compile(node, null);
    } else if (node instanceof nodes.And || node instanceof nodes.Or) {
      this._emit('(');
      this.emitCondition(node.left);
      this._emit(node instanceof nodes.And ? ' && ' : ' || ');
      this.emitCondition(node.right);
      this._emit(')');
    } else this.emitCall('truth', node);
  }

  /** `and` and `or` give one of their operands; the empty text stands for the right one. */
  protected emitChoice(
    node: BinaryFields,
    results: (left: string) => readonly [whenTrue: string, whenFalse: string],
  ): void {
    const left = this.temporary();
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

  protected emitApplication(node: FilterFields, kind: 'filter' | 'test'): void {
    const method = node.isKnown ? kind : `unknown${kind === 'filter' ? 'Filter' : 'Test'}`;
    this._emit(`runtime.${method}(${this.constant(node.name)}, `);
    this.compile(node.target, null);
    this._emit(', ');
    this.compile(node.args, null);
    this._emit(')');
  }

  protected emitKeywords(node: ArgumentsFields): void {
    if (node.keywords.length === 0 && node.keywordRest === null) {
      this._emit('runtime.noKeywords');
      return;
    }
    this._emit('runtime.keywords([');
    for (const { name, value } of node.keywords) {
      this._emit(`[${this.constant(name)}, `);
      this.compile(value, null);
      this._emit('], ');
    }
    this._emit('], ');
    if (node.keywordRest !== null) this.compile(node.keywordRest, null);
    this._emit(')');
  }
}

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
