import { truth } from '../../python/truth.ts';
import type { Value } from '../../python/value.ts';
import { Undefined } from '../undefined.ts';
import { pythonFilter } from './define.ts';

/** `default` and `d`: in place of an undefined value, or of any false one when `boolean` is true. */
export const defaultTo = pythonFilter(
  { name: 'do_default', required: ['value'], optional: ['default_value', 'boolean'] },
  (_context, value, fallback: Value = '', boolean: Value = false) =>
    value instanceof Undefined || (truth(boolean) && !truth(value)) ? fallback : value,
);
