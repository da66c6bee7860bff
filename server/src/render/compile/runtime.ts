/** What compiled templates call: Python's operations and Jinja2's, for one render. */
import type { JinjaEnvironment } from '../jinja/environment.ts';
import { environmentGetAttribute, environmentGetItem } from '../jinja/lookup.ts';
import { LoopContext, type Recurse } from '../jinja/loop-context.ts';
import { Macro, type MacroArguments, type MacroDefinition } from '../jinja/macro.ts';
import { escapeHtml, Markup } from '../jinja/markup.ts';
import { Namespace, setNamespaceAttribute } from '../jinja/namespace.ts';
import { noParentBlock, TemplateReference } from '../jinja/template-reference.ts';
import { Undefined } from '../jinja/undefined.ts';
import * as arithmetic from '../python/arithmetic.ts';
import { contains } from '../python/contains.ts';
import { PyDict } from '../python/dict.ts';
import { equals } from '../python/equality.ts';
import { PyError } from '../python/errors.ts';
import { PyFloat } from '../python/float.ts';
import { hashKey } from '../python/hash.ts';
import { getSlice } from '../python/items.ts';
import { iterate, toArray } from '../python/iterate.ts';
import { PyIterator } from '../python/iterator.ts';
import { chargeSize } from '../python/limits.ts';
import { dictOf } from '../python/mapping-proxy.ts';
import { order } from '../python/order.ts';
import { isShared } from '../python/shared.ts';
import { asText } from '../python/str-subclass.ts';
import { repr, str } from '../python/text.ts';
import { truth } from '../python/truth.ts';
import { PyTuple } from '../python/tuple.ts';
import { typeNameOf } from '../python/types.ts';
import {
  type KeywordArguments,
  noKeywords,
  PyCallable,
  PyObject,
  type Value,
} from '../python/value.ts';
import { writtenConstant } from './folding.ts';

/** What Jinja2 calls a template's callables with, as Python's messages name it. */
const contextCall = 'jinja2.runtime.Context.call()';

/** Python's `missing`: what a variable holds before it is bound. */
class Missing extends PyObject {
  readonly typeName = 'MissingType';

  repr(): string {
    return 'missing';
  }
}

/** So few that they take seconds at most; so many that asking for the time costs nothing beside them. */
const stepsAtOnce = 64;

/** Gives the text of a block, for a context of the compiled template. */
type BlockRender = (context: unknown) => string;

export class Runtime {
  readonly environment: JinjaEnvironment;
  readonly missing = new Missing();
  readonly noKeywords = noKeywords;
  autoescape = false;
  readonly #constants = new Map<number, Value>();
  readonly #blocks = new Map<string, BlockRender>();
  #steps = 0;

  constructor(environment: JinjaEnvironment) {
    this.environment = environment;
  }

  /* Output */

  text(value: Value): string {
    return typeof value === 'string' ? value : str(value);
  }

  escapedText(value: Value): string {
    return escapeHtml(value).str();
  }

  /** What a filter or call block gives: Python joins it as it is, so it has to be text. */
  piece(value: Value): string {
    const text = asText(value);
    if (text !== undefined) return text;
    const message = `sequence item 0: expected str instance, ${typeNameOf(value)} found`;
    throw new PyError('TypeError', message);
  }

  textIfEscaping(value: Value): string {
    return this.autoescape ? this.escapedText(value) : str(value);
  }

  markup(text: Value): Value {
    return text instanceof Markup ? text : new Markup(str(text));
  }

  markupIfEscaping(text: Value): Value {
    return this.autoescape ? this.markup(text) : text;
  }

  /** Sets `autoescape` and gives what it was. */
  switchAutoescape(value: Value): boolean {
    const outer = this.autoescape;
    this.autoescape = truth(value);
    return outer;
  }

  join(operands: readonly Value[]): Value {
    const texts = operands.map(str);
    chargeSize(texts.reduce((size, text) => size + text.length, 0));
    return texts.join('');
  }

  /** Jinja2 3.1.6 runtime.markup_join: plain text unless one operand is markup. */
  joinMarkup(operands: readonly Value[]): Value {
    if (!operands.some((operand) => operand instanceof Markup)) return this.join(operands);
    return new Markup(operands.map((operand) => escapeHtml(operand).str()).join(''));
  }

  /* Literals */

  float(value: number): Value {
    return new PyFloat(value);
  }

  tuple(items: Value[]): Value {
    return new PyTuple(items);
  }

  /** Keys and values take turns. */
  dict(items: readonly Value[]): Value {
    const dict = new PyDict();
    for (let index = 0; index + 1 < items.length; index += 2) {
      dict.set(items[index] ?? null, items[index + 1] ?? null);
    }
    return dict;
  }

  /* Names, attributes, items */

  undefinedVariable(name: string): Value {
    return Undefined.variable(name);
  }

  missingParameter(name: string): Value {
    return Undefined.because(`parameter '${name}' was not provided`);
  }

  noElse(line: number): Value {
    return Undefined.because(
      `the inline if-expression on line ${line} evaluated to false and no else section was defined.`,
    );
  }

  attribute(target: Value, name: string): Value {
    return environmentGetAttribute(target, name);
  }

  item(target: Value, key: Value): Value {
    return environmentGetItem(target, key);
  }

  slice(target: Value, from: Value, to: Value, step: Value): Value {
    return getSlice(target, from, to, step);
  }

  /** A slice that Jinja2 takes when it compiles: by the lenient rules of a lookup. */
  constantSlice(target: Value, from: Value, to: Value, step: Value): Value {
    try {
      return getSlice(target, from, to, step);
    } catch (error) {
      if (error instanceof PyError && error.type === 'TypeError') return Undefined.because('');
      throw error;
    }
  }

  /** An expression of constants: what Jinja2 writes into its code of it, or else what it gives now. */
  constant(compute: () => Value, otherwise: () => Value): Value {
    const written = writtenConstant(compute);
    return written === undefined ? otherwise() : written;
  }

  /** A constant as Jinja2 computes it when it compiles; where that fails it is left to the render. */
  folded(compute: () => string, otherwise: () => string): string {
    try {
      return compute();
    } catch (error) {
      if (error instanceof PyError) return otherwise();
      throw error;
    }
  }

  /* Operators */

  truth(value: Value): boolean {
    return truth(value);
  }

  add(left: Value, right: Value): Value {
    return arithmetic.add(left, right);
  }

  subtract(left: Value, right: Value): Value {
    return arithmetic.subtract(left, right);
  }

  multiply(left: Value, right: Value): Value {
    return arithmetic.multiply(left, right);
  }

  divide(left: Value, right: Value): Value {
    return arithmetic.divide(left, right);
  }

  floorDivide(left: Value, right: Value): Value {
    return arithmetic.floorDivide(left, right);
  }

  modulo(left: Value, right: Value): Value {
    return arithmetic.modulo(left, right);
  }

  /** Python binds `**` closer than the sign of a constant before it. */
  writtenPower(base: Value, exponent: Value): Value {
    if (!isWrittenWithSign(base)) return arithmetic.power(base, exponent);
    return arithmetic.negate(arithmetic.power(arithmetic.negate(base), exponent));
  }

  power(left: Value, right: Value): Value {
    return arithmetic.power(left, right);
  }

  negate(value: Value): Value {
    return arithmetic.negate(value);
  }

  positive(value: Value): Value {
    return arithmetic.positive(value);
  }

  equal(left: Value, right: Value): boolean {
    return equals(left, right);
  }

  notEqual(left: Value, right: Value): boolean {
    return !equals(left, right);
  }

  less(left: Value, right: Value): boolean {
    return order('<', left, right);
  }

  lessOrEqual(left: Value, right: Value): boolean {
    return order('<=', left, right);
  }

  greater(left: Value, right: Value): boolean {
    return order('>', left, right);
  }

  greaterOrEqual(left: Value, right: Value): boolean {
    return order('>=', left, right);
  }

  isIn(item: Value, container: Value): boolean {
    return contains(container, item);
  }

  isNotIn(item: Value, container: Value): boolean {
    return !contains(container, item);
  }

  /* Calls */

  /** One round of a loop, or one call: without them no template runs for long. */
  step(): void {
    this.#steps += 1;
    if (this.#steps % stepsAtOnce === 0) this.environment.onSteps?.();
  }

  call(callee: Value, positional: readonly Value[], keywords: KeywordArguments): Value {
    this.step();
    if (callee instanceof Macro && this.autoescape) return callee.callEscaped(positional, keywords);
    if (callee instanceof PyCallable) return callee.call(positional, keywords);
    throw new PyError('TypeError', `'${typeNameOf(callee)}' object is not callable`);
  }

  filter(
    name: string,
    value: Value,
    positional: readonly Value[],
    keywords: KeywordArguments,
  ): Value {
    const filter = this.environment.filters.get(name);
    return filter === undefined
      ? this.unknownFilter(name)
      : filter(this, value, positional, keywords);
  }

  test(
    name: string,
    value: Value,
    positional: readonly Value[],
    keywords: KeywordArguments,
  ): boolean {
    const test = this.environment.tests.get(name);
    return test === undefined ? this.unknownTest(name) : test(this, value, positional, keywords);
  }

  /** `value is sameas other` of values that come from different places. */
  sameShared(value: Value, positional: readonly Value[], keywords: KeywordArguments): boolean {
    return this.test('sameas', value, positional, keywords) && isShared(value);
  }

  unknownFilter(name: string): never {
    throw new PyError('TemplateRuntimeError', `No filter named ${repr(name)} found.`);
  }

  unknownTest(name: string): never {
    throw new PyError('TemplateRuntimeError', `No test named ${repr(name)} found.`);
  }

  /** `*rest` of a call. */
  spread(value: Value): Value[] {
    try {
      return toArray(value);
    } catch (error) {
      if (!(error instanceof PyError) || error.type !== 'TypeError') throw error;
      const given = typeNameOf(value);
      throw new PyError('TypeError', `Value after * must be an iterable, not ${given}`);
    }
  }

  /** Keyword arguments, with those of `**rest`. */
  keywords(named: readonly (readonly [string, Value])[], rest?: Value): KeywordArguments {
    const keywords = new Map(named);
    if (rest === undefined) return keywords;
    if (rest instanceof Undefined) throw rest.error();
    const mapping = dictOf(rest);
    if (mapping === undefined) {
      const message = `${contextCall} argument after ** must be a mapping, not ${typeNameOf(rest)}`;
      throw new PyError('TypeError', message);
    }
    for (const [key, value] of mapping.entries()) {
      const name = asText(key);
      if (name === undefined) throw new PyError('TypeError', 'keywords must be strings');
      if (keywords.has(name)) {
        const message = `${contextCall} got multiple values for keyword argument '${name}'`;
        throw new PyError('TypeError', message);
      }
      keywords.set(name, value);
    }
    return keywords;
  }

  /** A filter over constants: Jinja2 computes it when it compiles, so all its uses in a render agree. */
  once(key: number, compute: () => Value): Value {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const value = compute();
    if (!(value instanceof PyObject) && !Array.isArray(value)) this.#constants.set(key, value);
    return value;
  }

  macro(definition: MacroDefinition, body: (given: MacroArguments) => string): Value {
    return new Macro(definition, body);
  }

  /** An argument, or `missing` where the caller gave none. */
  given(value: Value | undefined): Value {
    return value === undefined ? this.missing : value;
  }

  /** Raises where the constant cannot be a key; one that fails itself is left for when it runs. */
  checkHashable(compute: () => Value): void {
    let key: Value;
    try {
      key = compute();
    } catch (error) {
      if (error instanceof PyError) return;
      throw error;
    }
    hashKey(key);
  }

  /* Loops and assignments */

  items(value: Value): Iterable<Value> {
    if (Array.isArray(value)) return value;
    const iterator = iterate(value);
    return { [Symbol.iterator]: () => iterator };
  }

  generator(source: Iterator<Value>): Value {
    return PyIterator.ofGenerator(source, 't_1');
  }

  loop(iterable: Value, depth: number, recurse: Recurse | null): LoopContext {
    return recurse === null
      ? new LoopContext(iterable, depth)
      : new LoopContext(iterable, depth, recurse);
  }

  unpack(value: Value, count: number): Value[] {
    const items = this.#firstItems(value, count);
    if (items.length < count) {
      const message = `not enough values to unpack (expected ${count}, got ${items.length})`;
      throw new PyError('ValueError', message);
    }
    if (items.length > count) {
      throw new PyError('ValueError', `too many values to unpack (expected ${count})`);
    }
    return items;
  }

  requireNamespace(value: Value): void {
    if (value instanceof Namespace) return;
    const message = 'cannot assign attribute on non-namespace object';
    throw new PyError('TemplateRuntimeError', message);
  }

  setNamespace(target: Value, name: string, value: Value): void {
    setNamespaceAttribute(target, name, value);
  }

  /* Other templates: PromptSource's environment has no loader that could find one */

  loadTemplate(name: Value): never {
    hashKey(name);
    throw new PyError('AttributeError', "'Environment' object has no attribute 'get_source'");
  }

  /** A name, or several of which the first that can be loaded counts. */
  includeTemplate(names: Value, ignoresMissing: boolean): void {
    if (asText(names) !== undefined || names instanceof Undefined) this.loadTemplate(names);
    if (truth(names)) {
      const first = iterate(names).next();
      this.loadTemplate(first.done === true ? null : first.value);
    }
    if (ignoresMissing) return;
    const message = 'Tried to select from an empty list of templates.';
    throw new PyError('TemplatesNotFound', message);
  }

  /* Blocks */

  defineBlock(name: string, render: BlockRender): void {
    this.#blocks.set(name, render);
  }

  runBlock(name: string, context: unknown): string {
    return this.#blocks.get(name)?.(context) ?? '';
  }

  templateReference(context: unknown): Value {
    return new TemplateReference((name) => {
      const render = this.#blocks.get(name);
      return render && (() => this.markupIfEscaping(render(context)));
    });
  }

  parentBlock(name: string): Value {
    return noParentBlock(name);
  }

  requireBlock(name: string): never {
    throw new PyError('TemplateRuntimeError', `Required block ${repr(name)} not found`);
  }

  /** At most one item more than `count`. */
  #firstItems(value: Value, count: number): Value[] {
    const items: Value[] = [];
    const iterator = this.#iterateToUnpack(value);
    for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
      items.push(step.value);
      if (items.length > count) break;
    }
    return items;
  }

  #iterateToUnpack(value: Value): Iterator<Value> {
    try {
      return iterate(value);
    } catch (error) {
      if (!(error instanceof PyError) || error.type !== 'TypeError') throw error;
      const message = `cannot unpack non-iterable ${typeNameOf(value)} object`;
      throw new PyError('TypeError', message);
    }
  }
}

function isWrittenWithSign(value: Value): boolean {
  if (value instanceof PyFloat) return value.value < 0 || Object.is(value.value, -0);
  return (typeof value === 'number' || typeof value === 'bigint') && value < 0;
}
