import type { Builtin } from './builtin.ts';

/** What `loop` offers inside a `for` (`jinja2.runtime.LoopContext`). */
export const loopAttributes: readonly Builtin[] = [
  {
    name: 'changed',
    signature: '(*value)',
    gives: 'bool',
    doc: 'True when the arguments differ from those of the iteration before.',
  },
  {
    name: 'cycle',
    signature: '(*args)',
    gives: 'unknown',
    doc: 'One of the arguments, in turn with the iterations.',
  },
  { name: 'depth', signature: '', gives: 'int', doc: 'How deep a recursive loop is, from 1.' },
  { name: 'depth0', signature: '', gives: 'int', doc: 'How deep a recursive loop is, from 0.' },
  { name: 'first', signature: '', gives: 'bool', doc: 'True in the first iteration.' },
  { name: 'index', signature: '', gives: 'int', doc: 'The number of the iteration, from 1.' },
  { name: 'index0', signature: '', gives: 'int', doc: 'The number of the iteration, from 0.' },
  { name: 'last', signature: '', gives: 'bool', doc: 'True in the last iteration.' },
  { name: 'length', signature: '', gives: 'int', doc: 'The number of items.' },
  {
    name: 'nextitem',
    signature: '',
    gives: 'item',
    doc: 'The item of the iteration after; undefined in the last one.',
  },
  {
    name: 'previtem',
    signature: '',
    gives: 'item',
    doc: 'The item of the iteration before; undefined in the first one.',
  },
  { name: 'revindex', signature: '', gives: 'int', doc: 'Iterations to the end, down to 1.' },
  { name: 'revindex0', signature: '', gives: 'int', doc: 'Iterations to the end, down to 0.' },
];

/** The attribute of `loop` with that name. */
export function findLoopAttribute(name: string): Builtin | undefined {
  return loopAttributes.find((attribute) => attribute.name === name);
}
