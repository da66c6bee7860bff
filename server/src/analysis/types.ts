import { describeFeature } from '../dataset/describe-feature.ts';
import { type FeaturePath, fieldsOfFeature, stepInto } from '../dataset/feature-path.ts';
import type { Feature } from '../dataset/features.ts';

/** What is known about the value of an expression; `unknown` wherever there is doubt. */
export type Type =
  | FeatureType
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'list'; readonly item: Type }
  /** A tuple with a type per item, such as what `zip` and `items` yield. */
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  /** A dict; `isOpen` when it may hold more keys than these. */
  | {
      readonly kind: 'dict';
      readonly fields: ReadonlyMap<string, Type>;
      readonly isOpen: boolean;
    }
  /** The special `loop` variable, and what `namespace()` gives. */
  | { readonly kind: 'loop'; readonly item: Type }
  | { readonly kind: 'namespace' }
  /** A global function, a macro, or a method not called yet. */
  | { readonly kind: 'callable'; readonly name: string }
  | { readonly kind: 'unknown' };

export type ScalarName = 'str' | 'int' | 'float' | 'bool' | 'None';

/** A value of the dataset, or a part of one. */
export interface FeatureType {
  readonly kind: 'feature';
  readonly feature: Feature;
  /** From the row to the value. */
  readonly path: FeaturePath;
}

export const unknownType: Type = { kind: 'unknown' };

export function scalar(name: ScalarName): Type {
  return { kind: 'scalar', name };
}

export function listOf(item: Type): Type {
  return { kind: 'list', item };
}

/** The Python type of the value itself, such as `str` or `list`; `undefined` when it is not known. */
export function pythonTypeOf(type: Type): 'dict' | 'list' | 'tuple' | ScalarName | undefined {
  switch (type.kind) {
    case 'scalar':
      return type.name;
    case 'list':
    case 'tuple':
    case 'dict':
      return type.kind;
    case 'feature':
      return pythonTypeOfFeature(type.feature);
    default:
      return undefined;
  }
}

/** The fields by name, where the value is dict-like with known keys. */
export function fieldsOf(type: Type): ReadonlyMap<string, Type> {
  if (type.kind === 'dict') return type.fields;
  const fields = type.kind === 'feature' ? fieldsOfFeature(type.feature) : undefined;
  return new Map([...(fields ?? [])].map(([name]) => [name, fieldOf(type, name)]));
}

/** The value under a key; unknown where there is none. */
export function fieldOf(type: Type, name: string): Type {
  if (type.kind === 'dict') return type.fields.get(name) ?? unknownType;
  if (type.kind !== 'feature') return unknownType;
  const step = { kind: 'field', name } as const;
  const feature = stepInto(type.feature, step);
  if (feature === undefined) return unknownType;
  return { kind: 'feature', feature, path: [...type.path, step] };
}

/** The type of the items that iteration yields; unknown where it is not known. */
export function itemOf(type: Type): Type {
  switch (type.kind) {
    case 'list':
      return type.item;
    case 'tuple':
      return joinAll(type.items);
    case 'dict':
      return scalar('str');
    case 'scalar':
      return type.name === 'str' ? type : unknownType;
    case 'feature':
      return itemOfFeature(type);
    default:
      return unknownType;
  }
}

/** One type for two possible values; unknown unless they agree. */
export function join(left: Type, right: Type): Type {
  if (isSameType(left, right)) return left;
  const python = pythonTypeOf(left);
  const isScalar =
    python !== undefined && python !== 'dict' && python !== 'list' && python !== 'tuple';
  return isScalar && python === pythonTypeOf(right) ? scalar(python) : unknownType;
}

export function joinAll(types: readonly Type[]): Type {
  const [first, ...rest] = types;
  return first === undefined ? unknownType : rest.reduce(join, first);
}

/** The type in one line, for completion and hover; empty when it is not known. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case 'feature':
      return describeFeature(type.feature);
    case 'scalar':
      return type.name;
    case 'list':
      return describeList(type.item);
    case 'tuple':
      return `tuple<${type.items.map((item) => describeType(item) || 'any').join(', ')}>`;
    case 'dict':
      return `{${[...type.fields.keys()].join(', ')}${type.isOpen ? ', …' : ''}}`;
    case 'loop':
    case 'namespace':
      return type.kind;
    case 'callable':
      return `${type.name}()`;
    case 'unknown':
      return '';
  }
}

function describeList(item: Type): string {
  const inner = describeType(item);
  return inner === '' ? 'list' : `list<${inner}>`;
}

function itemOfFeature(type: FeatureType): Type {
  const { feature, path } = type;
  if (feature.kind === 'sequence') {
    return { kind: 'feature', feature: feature.item, path: [...path, { kind: 'item' }] };
  }
  const python = pythonTypeOfFeature(feature);
  return python === 'dict' || python === 'str' ? scalar('str') : unknownType;
}

function pythonTypeOfFeature(feature: Feature): 'dict' | 'list' | ScalarName | undefined {
  switch (feature.kind) {
    case 'value':
      return pythonTypeOfDtype(feature.dtype);
    case 'class-label':
      return 'int';
    case 'sequence':
      return 'list';
    case 'struct':
    case 'translation':
    case 'variable-translation':
      return 'dict';
    default:
      return undefined;
  }
}

function pythonTypeOfDtype(dtype: string): ScalarName | undefined {
  if (/^(large_)?string(_view)?$/.test(dtype)) return 'str';
  if (/^u?int(8|16|32|64)$/.test(dtype)) return 'int';
  if (/^(float(16|32|64)?|double)$/.test(dtype)) return 'float';
  return /^bool_?$/.test(dtype) ? 'bool' : undefined;
}

function isSameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind === 'feature' && right.kind === 'feature') return left.feature === right.feature;
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.name === right.name;
  if (left.kind === 'list' && right.kind === 'list') return isSameType(left.item, right.item);
  return false;
}
