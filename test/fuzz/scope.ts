/** The types by which expressions are made to fit each other; `list` may hold anything. */
export type Type =
  | 'text'
  | 'int'
  | 'float'
  | 'bool'
  | 'texts'
  | 'numbers'
  | 'records'
  | 'list'
  | 'dict'
  | 'any';

/** What is bound at a place: names with their types. */
export interface Scope {
  readonly names: readonly (readonly [string, Type])[];
  readonly macros: readonly string[];
  readonly isInLoop: boolean;
}

/** The names of a row of `generate-row.ts`. */
export const rowScope: Scope = {
  names: [
    ['text', 'text'],
    ['word', 'text'],
    ['n', 'int'],
    ['m', 'int'],
    ['label', 'int'],
    ['f', 'float'],
    ['flag', 'bool'],
    ['nothing', 'any'],
    ['items', 'texts'],
    ['nums', 'numbers'],
    ['mixed', 'list'],
    ['rows', 'records'],
    ['nested', 'list'],
    ['d', 'dict'],
  ],
  macros: [],
  isInLoop: false,
};

export function withNames(scope: Scope, ...names: Scope['names']): Scope {
  return { ...scope, names: [...scope.names, ...names] };
}

/** Whether a value of the one type can stand where the other is wanted. */
export function fits(type: Type, wanted: Type): boolean {
  if (type === wanted || wanted === 'any') return true;
  if (wanted === 'list') return type === 'texts' || type === 'numbers' || type === 'records';
  return wanted === 'float' && type === 'int';
}
