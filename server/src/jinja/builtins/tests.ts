import type { Builtin } from './builtin.ts';

/** Every test of Jinja2 3.1.6, by name. The symbols are names for `select` and its kin; `is` takes words only. */
export const tests: readonly Builtin[] = [
  { name: '!=', signature: '(other, /)', gives: 'bool', doc: 'Same as `ne`.' },
  { name: '<', signature: '(other, /)', gives: 'bool', doc: 'Same as `lt`.' },
  { name: '<=', signature: '(other, /)', gives: 'bool', doc: 'Same as `le`.' },
  { name: '==', signature: '(other, /)', gives: 'bool', doc: 'Same as `eq`.' },
  { name: '>', signature: '(other, /)', gives: 'bool', doc: 'Same as `gt`.' },
  { name: '>=', signature: '(other, /)', gives: 'bool', doc: 'Same as `ge`.' },
  { name: 'boolean', signature: '()', gives: 'bool', doc: 'True for `true` and `false`.' },
  { name: 'callable', signature: '()', gives: 'bool', doc: 'True for what can be called.' },
  { name: 'defined', signature: '()', gives: 'bool', doc: 'True unless the value is undefined.' },
  {
    name: 'divisibleby',
    signature: '(num)',
    gives: 'bool',
    doc: 'True when the number can be divided by `num`.',
  },
  { name: 'eq', signature: '(other, /)', gives: 'bool', doc: 'True when the values are equal.' },
  { name: 'equalto', signature: '(other, /)', gives: 'bool', doc: 'Same as `eq`.' },
  { name: 'escaped', signature: '()', gives: 'bool', doc: 'True for text marked as safe.' },
  { name: 'even', signature: '()', gives: 'bool', doc: 'True for an even number.' },
  { name: 'false', signature: '()', gives: 'bool', doc: 'True for `false` itself.' },
  {
    name: 'filter',
    signature: '()',
    gives: 'bool',
    doc: 'True when a filter of that name exists.',
  },
  { name: 'float', signature: '()', gives: 'bool', doc: 'True for a float.' },
  { name: 'ge', signature: '(other, /)', gives: 'bool', doc: 'True when greater or equal.' },
  { name: 'greaterthan', signature: '(other, /)', gives: 'bool', doc: 'Same as `gt`.' },
  { name: 'gt', signature: '(other, /)', gives: 'bool', doc: 'True when greater.' },
  { name: 'in', signature: '(seq)', gives: 'bool', doc: 'True when `seq` contains the value.' },
  { name: 'integer', signature: '()', gives: 'bool', doc: 'True for an int that is no bool.' },
  { name: 'iterable', signature: '()', gives: 'bool', doc: 'True for what a `for` can run over.' },
  { name: 'le', signature: '(other, /)', gives: 'bool', doc: 'True when less or equal.' },
  { name: 'lessthan', signature: '(other, /)', gives: 'bool', doc: 'Same as `lt`.' },
  { name: 'lower', signature: '()', gives: 'bool', doc: 'True for text in lower case.' },
  { name: 'lt', signature: '(other, /)', gives: 'bool', doc: 'True when less.' },
  { name: 'mapping', signature: '()', gives: 'bool', doc: 'True for a dict.' },
  { name: 'ne', signature: '(other, /)', gives: 'bool', doc: 'True when the values differ.' },
  { name: 'none', signature: '()', gives: 'bool', doc: 'True for `none`.' },
  { name: 'number', signature: '()', gives: 'bool', doc: 'True for an int, a float or a bool.' },
  { name: 'odd', signature: '()', gives: 'bool', doc: 'True for an odd number.' },
  {
    name: 'sameas',
    signature: '(other)',
    gives: 'bool',
    doc: 'True when both are the same object, not only equal.',
  },
  {
    name: 'sequence',
    signature: '()',
    gives: 'bool',
    doc: 'True for what has a length and items: a list, a text, a dict.',
  },
  { name: 'string', signature: '()', gives: 'bool', doc: 'True for text.' },
  { name: 'test', signature: '()', gives: 'bool', doc: 'True when a test of that name exists.' },
  { name: 'true', signature: '()', gives: 'bool', doc: 'True for `true` itself.' },
  { name: 'undefined', signature: '()', gives: 'bool', doc: 'True when the value is undefined.' },
  { name: 'upper', signature: '()', gives: 'bool', doc: 'True for text in upper case.' },
];

/** The test of that name; undefined when Jinja2 has none. */
export function findTest(name: string): Builtin | undefined {
  return byName.get(name);
}

const byName: ReadonlyMap<string, Builtin> = new Map(
  tests.map((builtin) => [builtin.name, builtin]),
);
