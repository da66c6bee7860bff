/** Coarse types of expressions, from the dataset's features, literals and what filters and methods give. */
import { findColumn } from '../dataset/feature-path.ts';
import type { Binding } from '../jinja/binding.ts';
import { findGlobal } from '../jinja/builtins/globals.ts';
import { findLoopAttribute } from '../jinja/builtins/loop-attributes.ts';
import { findMethod } from '../jinja/builtins/methods.ts';
import type {
  AttributeExpression,
  BinaryExpression,
  DictExpression,
  Expression,
  ItemExpression,
  NameExpression,
} from '../jinja/nodes.ts';
import { typeGiven } from './given-type.ts';
import { typeOfCall, typeOfFilter } from './infer-calls.ts';
import type { TypeContext } from './type-context.ts';
import {
  fieldOf,
  fieldsOf,
  itemOf,
  join,
  joinAll,
  listOf,
  pythonTypeOf,
  scalar,
  type Type,
  unknownType,
} from './types.ts';

/** The type of an expression of the context's template. */
export function typeOf(expression: Expression, context: TypeContext): Type {
  const known = context.expressionTypes.get(expression);
  if (known !== undefined) return known;
  const type = inferType(expression, context);
  context.expressionTypes.set(expression, type);
  return type;
}

/** The type of a bound name. */
export function typeOfBinding(binding: Binding, context: TypeContext): Type {
  const known = context.bindingTypes.get(binding);
  if (known !== undefined) return known;
  // A name that is bound by way of itself has no type that could be known.
  context.bindingTypes.set(binding, unknownType);
  const type = inferBinding(binding, context);
  context.bindingTypes.set(binding, type);
  return type;
}

/** The type of a name that no statement of the template binds. */
export function typeOfFreeName(name: string, context: TypeContext): Type {
  if (name === 'answer_choices') {
    return context.place === 'jinja' ? listOf(scalar('str')) : unknownType;
  }
  const column = context.features && findColumn(context.features, name);
  if (column !== undefined) {
    const { feature } = column;
    return { kind: 'feature', feature, path: [{ kind: 'field', name: column.name }] };
  }
  return findGlobal(name) === undefined ? unknownType : { kind: 'callable', name };
}

function inferType(node: Expression, context: TypeContext): Type {
  switch (node.kind) {
    case 'name':
      return typeOfName(node, context);
    case 'string':
    case 'concat':
      return scalar('str');
    case 'integer':
      return scalar('int');
    case 'float':
      return scalar('float');
    case 'boolean':
    case 'test':
    case 'compare':
      return scalar('bool');
    case 'none':
      return scalar('None');
    case 'list':
      return listOf(joinAll(node.items.map((item) => settled(typeOf(item, context)))));
    case 'tuple':
      return { kind: 'tuple', items: node.items.map((item) => typeOf(item, context)) };
    case 'dict':
      return typeOfDict(node, context);
    default:
      return inferOperation(node, context);
  }
}

function inferOperation(node: Expression, context: TypeContext): Type {
  switch (node.kind) {
    case 'attribute':
      return typeOfAttribute(node, context);
    case 'item':
      return typeOfItem(node, context);
    case 'call':
      return typeOfCall(node, context, typeOf);
    case 'filter':
      return typeOfFilter(node, context, typeOf);
    case 'binary':
      return typeOfBinary(node, context);
    case 'unary':
      return node.operator === 'not' ? scalar('bool') : numberOf(typeOf(node.operand, context));
    case 'conditional': {
      const then = typeOf(node.then, context);
      return node.otherwise === undefined ? then : join(then, typeOf(node.otherwise, context));
    }
    default:
      return unknownType;
  }
}

function typeOfName(node: NameExpression, context: TypeContext): Type {
  const reference = context.scopes.referenceByNode.get(node);
  if (reference === undefined || reference.bindings.length === 0) {
    return typeOfFreeName(node.name, context);
  }
  const bound = joinAll(reference.bindings.map((binding) => typeOfBinding(binding, context)));
  const isColumn = reference.mayBeFree && context.features?.has(node.name);
  return isColumn ? join(bound, typeOfFreeName(node.name, context)) : bound;
}

function inferBinding(binding: Binding, context: TypeContext): Type {
  const { statement, value } = binding;
  switch (binding.kind) {
    case 'for':
      return value === undefined ? unknownType : unpack(itemOf(typeOf(value, context)), binding);
    case 'set':
    case 'with':
      return value === undefined ? unknownType : unpack(typeOf(value, context), binding);
    case 'set-block':
      return scalar('str');
    case 'macro':
      return { kind: 'callable', name: binding.name };
    case 'special':
      if (statement.kind !== 'for') return unknownType;
      return { kind: 'loop', item: itemOf(typeOf(statement.iterable, context)) };
    default:
      return unknownType;
  }
}

function unpack(type: Type, binding: Binding): Type {
  let unpacked = type;
  for (const index of binding.unpacking) {
    unpacked =
      unpacked.kind === 'tuple' ? (unpacked.items[index] ?? unknownType) : itemOf(unpacked);
  }
  return unpacked;
}

function typeOfDict(node: DictExpression, context: TypeContext): Type {
  const fields = new Map<string, Type>();
  for (const { key, value } of node.entries) {
    if (key.kind === 'string') fields.set(key.value, settled(typeOf(value, context)));
  }
  // `update` may add more.
  return { kind: 'dict', fields, isOpen: true };
}

/** Attributes come before keys: `answers.items` is the method. */
function typeOfAttribute(node: AttributeExpression, context: TypeContext): Type {
  const target = typeOf(node.target, context);
  const { name } = node.name;
  if (/^\d+$/.test(name)) return itemAt(target, Number(name));
  if (target.kind === 'loop') {
    const attribute = findLoopAttribute(name);
    if (attribute === undefined) return unknownType;
    return attribute.signature === ''
      ? typeGiven(attribute.gives, listOf(target.item))
      : { kind: 'callable', name };
  }
  const python = pythonTypeOf(target);
  if (python !== undefined && findMethod(python, name)) return { kind: 'callable', name };
  return fieldOf(target, name);
}

function typeOfItem(node: ItemExpression, context: TypeContext): Type {
  const target = typeOf(node.target, context);
  const { index } = node;
  if (index.kind === 'slice') return target.kind === 'tuple' ? unknownType : target;
  if (index.kind === 'string') return fieldOf(target, index.value);
  if (index.kind === 'integer') return itemAt(target, Number(index.value));
  const python = pythonTypeOf(target);
  if (python === 'list' || python === 'str') return itemOf(target);
  return python === 'dict' ? joinAll([...fieldsOf(target).values()].map(settled)) : unknownType;
}

function itemAt(target: Type, index: number): Type {
  if (target.kind === 'tuple') return target.items[index] ?? unknownType;
  const python = pythonTypeOf(target);
  return python === 'list' || python === 'str' ? itemOf(target) : unknownType;
}

function typeOfBinary(node: BinaryExpression, context: TypeContext): Type {
  const left = typeOf(node.left, context);
  const right = typeOf(node.right, context);
  if (node.operator === 'and' || node.operator === 'or') return join(left, right);
  const [leftPython, rightPython] = [pythonTypeOf(left), pythonTypeOf(right)];
  if (leftPython === 'str') return scalar('str');
  if (leftPython === 'list' && rightPython === 'list') {
    return listOf(join(settled(itemOf(left)), settled(itemOf(right))));
  }
  if (!isNumber(leftPython) || !isNumber(rightPython)) return unknownType;
  if (node.operator === '/') return scalar('float');
  return scalar(leftPython === 'float' || rightPython === 'float' ? 'float' : 'int');
}

function numberOf(type: Type): Type {
  const python = pythonTypeOf(type);
  return isNumber(python) ? scalar(python === 'bool' ? 'int' : python) : unknownType;
}

function isNumber(python: string | undefined): python is 'int' | 'float' | 'bool' {
  return python === 'int' || python === 'float' || python === 'bool';
}

/** Inside a list or dict that the template may change, a value keeps its Python type but not its place in the row. */
function settled(type: Type): Type {
  if (type.kind !== 'feature') return type;
  const python = pythonTypeOf(type);
  if (python === undefined || python === 'dict') return unknownType;
  if (python === 'list' || python === 'tuple') return listOf(settled(itemOf(type)));
  return scalar(python);
}
