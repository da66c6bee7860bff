/** What a pickle holds, as data: see `pickle.ts`. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleDict
  | { readonly kind: 'list'; readonly items: PickleValue[] }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly PickleValue[] }
  /** What the pickle only refers to, such as the bytes of a tensor. */
  | { readonly kind: 'persistent'; readonly id: PickleValue };

export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: Map<PickleValue, PickleValue>;
}

/** Whether the value is a container or a name of that kind. */
export function isKind<Kind extends 'list' | 'dict' | 'global'>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<PickleValue, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}
