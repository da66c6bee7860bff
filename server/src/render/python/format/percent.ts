import { PyError } from '../errors.ts';
import type { Value } from '../value.ts';

export function formatPercent(_format: string, _values: Value): string {
  throw new PyError('NotImplementedError', '');
}
