import { contains } from '../contains.ts';
import type { PyDictView } from '../dict-view.ts';
import { toArray } from '../iterate.ts';
import { type MethodTable, method } from '../method.ts';

/** The methods of `dict.keys()` and `dict.items()`; `dict.values()` has none. */
export const dictViewMethods: MethodTable<PyDictView> = new Map([
  [
    'isdisjoint',
    method<PyDictView>(
      'one',
      ['other'],
      1,
      (self, [other = null]) => !toArray(other).some((item) => contains(self, item)),
    ),
  ],
]);
