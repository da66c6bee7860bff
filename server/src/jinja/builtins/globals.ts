import type { Builtin } from './builtin.ts';

/** Every global of Jinja2 3.1.6 and PromptSource, by name. */
export const globals: readonly Builtin[] = [
  {
    name: 'cycler',
    signature: '(*items)',
    gives: 'unknown',
    doc: 'An object whose `next()` gives the items in turn, around and around.',
  },
  {
    name: 'dict',
    signature: '(*args, **kwargs)',
    gives: 'dict',
    doc: 'A dict with the keyword arguments as its keys.',
  },
  {
    name: 'joiner',
    signature: "(sep=', ')",
    gives: 'unknown',
    doc: 'A function that gives nothing the first time and `sep` from then on.',
  },
  {
    name: 'lipsum',
    signature: '(n=5, html=true, min=20, max=100)',
    gives: 'str',
    doc: 'Placeholder text of `n` paragraphs.',
  },
  {
    name: 'namespace',
    signature: '(*args, **kwargs)',
    gives: 'unknown',
    doc: 'An object whose attributes `set` can change from inside a loop.',
  },
  {
    name: 'range',
    signature: '(start, stop=none, step=1, /)',
    gives: 'list',
    doc: 'The ints from 0, or `start`, up to but without `stop`.',
  },
  {
    name: 'zip',
    signature: '(*iterables, strict=false)',
    gives: 'list',
    doc: 'Tuples of the first items, the second items and so on; as long as the shortest.',
    isPromptSource: true,
  },
];

/** The global of that name; undefined when neither Jinja2 nor PromptSource has it. */
export function findGlobal(name: string): Builtin | undefined {
  return byName.get(name);
}

const byName: ReadonlyMap<string, Builtin> = new Map(
  globals.map((builtin) => [builtin.name, builtin]),
);
