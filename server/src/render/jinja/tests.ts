import { modulo } from '../python/arithmetic.ts';
import { PyBytes } from '../python/bytes.ts';
import { PyComplex } from '../python/complex.ts';
import { contains } from '../python/contains.ts';
import { PyDecimal } from '../python/decimals/decimal.ts';
import { PyDict } from '../python/dict.ts';
import { equals } from '../python/equality.ts';
import { PyError } from '../python/errors.ts';
import { PyFloat } from '../python/float.ts';
import { hashKey } from '../python/hash.ts';
import { isIterable } from '../python/iterate.ts';
import { isAllLower, isAllUpper } from '../python/letter-case.ts';
import { PyMappingProxy } from '../python/mapping-proxy.ts';
import { toNumeric } from '../python/numeric.ts';
import { order } from '../python/order.ts';
import { PyRange } from '../python/range.ts';
import { asText } from '../python/str-subclass.ts';
import { str } from '../python/text.ts';
import { PyTuple } from '../python/tuple.ts';
import { type OrderOperator, PyCallable, type Value } from '../python/value.ts';
import type { FilterContext, Test } from './environment.ts';
import { refuseArguments } from './filters/define.ts';
import { isMarkup } from './markup.ts';
import { bindArguments, type Signature } from './signature.ts';
import { Undefined } from './undefined.ts';

/** The tests of Jinja2 3.1.6 by name. */
export function builtinTests(): Map<string, Test> {
  return new Map<string, Test>([
    ['odd', unary('test_odd', (value) => equals(modulo(value, 2), 1))],
    ['even', unary('test_even', (value) => equals(modulo(value, 2), 0))],
    ['divisibleby', divisibleby],
    ['defined', unary('test_defined', (value) => !(value instanceof Undefined))],
    ['undefined', unary('test_undefined', (value) => value instanceof Undefined)],
    ['filter', nameTest('test_filter', ({ environment }) => environment.filters)],
    ['test', nameTest('test_test', ({ environment }) => environment.tests)],
    ['none', unary('test_none', (value) => value === null)],
    ['boolean', unary('test_boolean', (value) => typeof value === 'boolean')],
    ['false', unary('test_false', (value) => value === false)],
    ['true', unary('test_true', (value) => value === true)],
    ['integer', unary('test_integer', isInteger)],
    ['float', unary('test_float', (value) => value instanceof PyFloat)],
    ['lower', unary('test_lower', (value) => isAllLower(str(value)))],
    ['upper', unary('test_upper', (value) => isAllUpper(str(value)))],
    ['string', unary('test_string', (value) => asText(value) !== undefined)],
    ['mapping', unary('test_mapping', isMapping)],
    ['number', unary('test_number', isNumber)],
    ['sequence', unary('test_sequence', isSequence)],
    ['iterable', unary('test_iterable', isIterable)],
    ['callable', callable],
    ['sameas', sameas],
    ['escaped', unary('test_escaped', isMarkup)],
    ['in', isIn],
    ...comparisons(),
  ]);
}

function unary(name: string, holds: (value: Value) => boolean): Test {
  const signature: Signature = { name, required: ['value'] };
  return (_context, value, positional, keywords) => {
    bindArguments(signature, [value, ...positional], keywords);
    return holds(value);
  };
}

function binary(signature: Signature, holds: (value: Value, other: Value) => boolean): Test {
  return (_context, value, positional, keywords) => {
    const [, other = null] = bindArguments(signature, [value, ...positional], keywords);
    return holds(value, other);
  };
}

const divisibleby = binary({ name: 'test_divisibleby', required: ['value', 'num'] }, (value, by) =>
  equals(modulo(value, by), 0),
);

/** Identity; equal texts and ints are one here. What Python keeps apart for sure, the compiler tells (`areApart`). */
const sameas = binary(
  { name: 'test_sameas', required: ['value', 'other'] },
  (value, other) => value === other,
);

const isIn = binary({ name: 'test_in', required: ['value', 'seq'] }, (value, sequence) =>
  contains(sequence, value),
);

/** Whether the environment has a filter or test of that name. */
function nameTest(
  name: string,
  tableOf: (context: FilterContext) => ReadonlyMap<string, unknown>,
): Test {
  const signature: Signature = { name, implicit: ['env'], required: ['value'] };
  return (context, value, positional, keywords) => {
    bindArguments(signature, [value, ...positional], keywords);
    hashKey(value);
    const text = asText(value);
    return text !== undefined && tableOf(context).has(text);
  };
}

function isInteger(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isNumber(value: Value): boolean {
  return toNumeric(value) !== undefined || value instanceof PyDecimal || value instanceof PyComplex;
}

function isMapping(value: Value): boolean {
  return value instanceof PyDict || value instanceof PyMappingProxy;
}

/** What has a length and items. */
function isSequence(value: Value): boolean {
  if (Array.isArray(value) || asText(value) !== undefined) return true;
  return (
    isMapping(value) ||
    value instanceof PyTuple ||
    value instanceof PyBytes ||
    value instanceof PyRange ||
    value instanceof Undefined
  );
}

const callable: Test = (_context, value, positional, keywords) => {
  refuseArguments('callable', positional, keywords);
  return value instanceof PyCallable;
};

/** The comparisons by name and by operator. */
function comparisons(): [string, Test][] {
  const ordered = (name: string, operator: OrderOperator): Test =>
    operatorTest(name, (a, b) => order(operator, a, b));
  const eq = operatorTest('eq', equals);
  const ne = operatorTest('ne', (a, b) => !equals(a, b));
  const [gt, ge] = [ordered('gt', '>'), ordered('ge', '>=')];
  const [lt, le] = [ordered('lt', '<'), ordered('le', '<=')];
  return [
    ['==', eq],
    ['eq', eq],
    ['equalto', eq],
    ['!=', ne],
    ['ne', ne],
    ['>', gt],
    ['gt', gt],
    ['greaterthan', gt],
    ['ge', ge],
    ['>=', ge],
    ['<', lt],
    ['lt', lt],
    ['lessthan', lt],
    ['<=', le],
    ['le', le],
  ];
}

/** A function of Python's `operator` module. */
function operatorTest(name: string, holds: (a: Value, b: Value) => boolean): Test {
  return (_context, value, positional, keywords) => {
    if (keywords.size > 0) {
      throw new PyError('TypeError', `_operator.${name}() takes no keyword arguments`);
    }
    const [other, ...surplus] = positional;
    if (other === undefined || surplus.length > 0) {
      const given = positional.length + 1;
      throw new PyError('TypeError', `${name} expected 2 arguments, got ${given}`);
    }
    return holds(value, other);
  };
}
