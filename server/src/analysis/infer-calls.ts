/** Types of calls and filters. `typeOf` is handed in: it lives one file up and calls back here. */
import { findFilter } from '../jinja/builtins/filters.ts';
import { findGlobal } from '../jinja/builtins/globals.ts';
import { findLoopAttribute } from '../jinja/builtins/loop-attributes.ts';
import { findMethod } from '../jinja/builtins/methods.ts';
import type {
  Arguments,
  AttributeExpression,
  CallExpression,
  Expression,
  FilterExpression,
} from '../jinja/nodes.ts';
import { typeGiven } from './given-type.ts';
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

type TypeOf = (expression: Expression, context: TypeContext) => Type;

export function typeOfCall(node: CallExpression, context: TypeContext, typeOf: TypeOf): Type {
  const { callee } = node;
  if (callee.kind === 'attribute') return typeOfMethodCall(callee, node.arguments, context, typeOf);
  if (callee.kind !== 'name') return unknownType;
  const reference = context.scopes.referenceByNode.get(callee);
  const [binding] = reference?.bindings ?? [];
  if (binding !== undefined) {
    const isText =
      binding.kind === 'macro' || binding.name === 'caller' || binding.name === 'super';
    return isText ? scalar('str') : unknownType;
  }
  return typeOfGlobalCall(callee.name, node.arguments, context, typeOf);
}

function typeOfGlobalCall(
  name: string,
  { positional, rest }: Arguments,
  context: TypeContext,
  typeOf: TypeOf,
): Type {
  if (context.features?.has(name)) return unknownType;
  switch (name) {
    case 'namespace':
      return { kind: 'namespace' };
    case 'range':
      return listOf(scalar('int'));
    case 'zip': {
      if (rest !== undefined) return listOf(unknownType);
      const items = positional.map((argument) => itemOf(typeOf(argument, context)));
      return listOf({ kind: 'tuple', items });
    }
    default:
      return typeGiven(findGlobal(name)?.gives ?? 'unknown', unknownType);
  }
}

function typeOfMethodCall(
  callee: AttributeExpression,
  args: Arguments,
  context: TypeContext,
  typeOf: TypeOf,
): Type {
  const target = typeOf(callee.target, context);
  const { name } = callee.name;
  if (target.kind === 'loop') {
    return typeGiven(findLoopAttribute(name)?.gives ?? 'unknown', listOf(target.item));
  }
  const python = pythonTypeOf(target);
  if (python === undefined) return unknownType;
  if (python === 'dict') return typeOfDictMethod(name, target, args);
  return typeGiven(findMethod(python, name)?.gives ?? 'unknown', target);
}

function typeOfDictMethod(name: string, target: Type, { positional }: Arguments): Type {
  const [key] = positional;
  switch (name) {
    case 'get':
      // A default may be of another type, none is.
      return key?.kind === 'string' && positional.length === 1
        ? fieldOf(target, key.value)
        : unknownType;
    case 'values':
      return listOf(dictValueOf(target));
    case 'items':
      return pairsOf(target);
    default:
      return typeGiven(findMethod('dict', name)?.gives ?? 'unknown', target);
  }
}

export function typeOfFilter(node: FilterExpression, context: TypeContext, typeOf: TypeOf): Type {
  const target = node.target === undefined ? scalar('str') : typeOf(node.target, context);
  const [first] = node.arguments.positional;
  switch (node.name.name) {
    case 'd':
    case 'default':
      return join(target, first === undefined ? scalar('str') : typeOf(first, context));
    case 'abs':
      return pythonTypeOf(target) === 'float' ? scalar('float') : unknownType;
    case 'batch':
    case 'slice':
      return listOf(listOf(itemOf(target)));
    case 'dictsort':
    case 'items':
      return pairsOf(target);
    case 'map':
      return listOf(typeOfMappedItem(itemOf(target), node.arguments));
    default:
      return typeGiven(findFilter(node.name.name)?.gives ?? 'unknown', target);
  }
}

/** `map(attribute='a.b')` looks up, `map('lower')` filters. */
function typeOfMappedItem(item: Type, { positional, keywords }: Arguments): Type {
  const attribute = keywords.find(({ name }) => name.name === 'attribute')?.value;
  if (attribute !== undefined) {
    if (attribute.kind !== 'string') return unknownType;
    return attribute.value.split('.').reduce(fieldOf, item);
  }
  const [filter] = positional;
  if (filter?.kind !== 'string') return unknownType;
  return typeGiven(findFilter(filter.value)?.gives ?? 'unknown', item);
}

function pairsOf(type: Type): Type {
  return listOf({ kind: 'tuple', items: [scalar('str'), dictValueOf(type)] });
}

function dictValueOf(type: Type): Type {
  return joinAll([...fieldsOf(type).values()]);
}
