import type { Gives } from '../jinja/builtins/builtin.ts';
import { itemOf, listOf, scalar, type Type, unknownType } from './types.ts';

/** The type of what a builtin gives when it is applied to a value of type `target`. */
export function typeGiven(gives: Gives, target: Type): Type {
  switch (gives) {
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'None':
      return scalar(gives);
    case 'list':
      return listOf(unknownType);
    case 'list of str':
      return listOf(scalar('str'));
    case 'dict':
      return { kind: 'dict', fields: new Map(), isOpen: true };
    case 'same':
      return target;
    case 'item':
      return itemOf(target);
    case 'items':
      return listOf(itemOf(target));
    case 'unknown':
      return unknownType;
  }
}
