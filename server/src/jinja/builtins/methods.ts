import type { Builtin } from './builtin.ts';

/** The public attributes of Python's `str`. */
const stringMethods: readonly Builtin[] = [
  {
    name: 'capitalize',
    signature: '()',
    gives: 'str',
    doc: 'The text with its first letter in upper case and the rest in lower case.',
  },
  {
    name: 'casefold',
    signature: '()',
    gives: 'str',
    doc: 'The text in lower case, for comparisons.',
  },
  {
    name: 'center',
    signature: "(width, fillchar=' ', /)",
    gives: 'str',
    doc: 'The text centered in a field of that width.',
  },
  {
    name: 'count',
    signature: '(sub, start=none, end=none, /)',
    gives: 'int',
    doc: 'How often `sub` occurs.',
  },
  {
    name: 'encode',
    signature: "(encoding='utf-8', errors='strict')",
    gives: 'unknown',
    doc: 'The text as bytes.',
  },
  {
    name: 'endswith',
    signature: '(suffix, start=none, end=none, /)',
    gives: 'bool',
    doc: 'True when the text ends with `suffix`.',
  },
  {
    name: 'expandtabs',
    signature: '(tabsize=8)',
    gives: 'str',
    doc: 'The text with tabs as blanks.',
  },
  {
    name: 'find',
    signature: '(sub, start=none, end=none, /)',
    gives: 'int',
    doc: 'Where `sub` first occurs; -1 when it does not.',
  },
  {
    name: 'format',
    signature: '(*args, **kwargs)',
    gives: 'str',
    doc: 'The text with its `{}` places filled.',
  },
  {
    name: 'format_map',
    signature: '(mapping, /)',
    gives: 'str',
    doc: 'The text with its `{name}` places filled from a dict.',
  },
  {
    name: 'index',
    signature: '(sub, start=none, end=none, /)',
    gives: 'int',
    doc: 'Where `sub` first occurs; an error when it does not.',
  },
  { name: 'isalnum', signature: '()', gives: 'bool', doc: 'True for letters and digits only.' },
  { name: 'isalpha', signature: '()', gives: 'bool', doc: 'True for letters only.' },
  { name: 'isascii', signature: '()', gives: 'bool', doc: 'True for ASCII characters only.' },
  { name: 'isdecimal', signature: '()', gives: 'bool', doc: 'True for decimal digits only.' },
  { name: 'isdigit', signature: '()', gives: 'bool', doc: 'True for digits only.' },
  {
    name: 'isidentifier',
    signature: '()',
    gives: 'bool',
    doc: 'True for a name as Python allows it.',
  },
  { name: 'islower', signature: '()', gives: 'bool', doc: 'True for text in lower case.' },
  { name: 'isnumeric', signature: '()', gives: 'bool', doc: 'True for numeric characters only.' },
  { name: 'isprintable', signature: '()', gives: 'bool', doc: 'True without control characters.' },
  { name: 'isspace', signature: '()', gives: 'bool', doc: 'True for white space only.' },
  {
    name: 'istitle',
    signature: '()',
    gives: 'bool',
    doc: 'True when each word starts in upper case.',
  },
  { name: 'isupper', signature: '()', gives: 'bool', doc: 'True for text in upper case.' },
  {
    name: 'join',
    signature: '(iterable, /)',
    gives: 'str',
    doc: 'The items as one text, with this text between them.',
  },
  {
    name: 'ljust',
    signature: "(width, fillchar=' ', /)",
    gives: 'str',
    doc: 'The text at the left of a field of that width.',
  },
  { name: 'lower', signature: '()', gives: 'str', doc: 'The text in lower case.' },
  {
    name: 'lstrip',
    signature: '(chars=none, /)',
    gives: 'str',
    doc: 'The text without blanks, or without `chars`, at its start.',
  },
  {
    name: 'maketrans',
    signature: '(x, y=none, z=none, /)',
    gives: 'dict',
    doc: 'A table for `translate`.',
  },
  {
    name: 'partition',
    signature: '(sep, /)',
    gives: 'unknown',
    doc: 'What stands before the first `sep`, `sep`, and what stands behind.',
  },
  {
    name: 'removeprefix',
    signature: '(prefix, /)',
    gives: 'str',
    doc: 'The text without that prefix.',
  },
  {
    name: 'removesuffix',
    signature: '(suffix, /)',
    gives: 'str',
    doc: 'The text without that suffix.',
  },
  {
    name: 'replace',
    signature: '(old, new, count=-1, /)',
    gives: 'str',
    doc: 'The text with each `old` replaced by `new`.',
  },
  {
    name: 'rfind',
    signature: '(sub, start=none, end=none, /)',
    gives: 'int',
    doc: 'Where `sub` last occurs; -1 when it does not.',
  },
  {
    name: 'rindex',
    signature: '(sub, start=none, end=none, /)',
    gives: 'int',
    doc: 'Where `sub` last occurs; an error when it does not.',
  },
  {
    name: 'rjust',
    signature: "(width, fillchar=' ', /)",
    gives: 'str',
    doc: 'The text at the right of a field of that width.',
  },
  {
    name: 'rpartition',
    signature: '(sep, /)',
    gives: 'unknown',
    doc: 'What stands before the last `sep`, `sep`, and what stands behind.',
  },
  {
    name: 'rsplit',
    signature: '(sep=none, maxsplit=-1)',
    gives: 'list of str',
    doc: 'The parts between `sep`, split from the end.',
  },
  {
    name: 'rstrip',
    signature: '(chars=none, /)',
    gives: 'str',
    doc: 'The text without blanks, or without `chars`, at its end.',
  },
  {
    name: 'split',
    signature: '(sep=none, maxsplit=-1)',
    gives: 'list of str',
    doc: 'The parts between `sep`, or the words.',
  },
  { name: 'splitlines', signature: '(keepends=false)', gives: 'list of str', doc: 'The lines.' },
  {
    name: 'startswith',
    signature: '(prefix, start=none, end=none, /)',
    gives: 'bool',
    doc: 'True when the text starts with `prefix`.',
  },
  {
    name: 'strip',
    signature: '(chars=none, /)',
    gives: 'str',
    doc: 'The text without blanks, or without `chars`, at both ends.',
  },
  {
    name: 'swapcase',
    signature: '()',
    gives: 'str',
    doc: 'The text with upper and lower case swapped.',
  },
  {
    name: 'title',
    signature: '()',
    gives: 'str',
    doc: 'The text with each word starting in upper case.',
  },
  {
    name: 'translate',
    signature: '(table, /)',
    gives: 'str',
    doc: 'The text with characters replaced by a table.',
  },
  { name: 'upper', signature: '()', gives: 'str', doc: 'The text in upper case.' },
  {
    name: 'zfill',
    signature: '(width, /)',
    gives: 'str',
    doc: 'The text with zeros in front, up to that width.',
  },
];

/** The public attributes of Python's `list`. */
const listMethods: readonly Builtin[] = [
  {
    name: 'append',
    signature: '(object, /)',
    gives: 'None',
    doc: 'Adds an item at the end; gives `None`.',
  },
  { name: 'clear', signature: '()', gives: 'None', doc: 'Removes all items; gives `None`.' },
  { name: 'copy', signature: '()', gives: 'same', doc: 'A copy of the list.' },
  { name: 'count', signature: '(value, /)', gives: 'int', doc: 'How often the value occurs.' },
  {
    name: 'extend',
    signature: '(iterable, /)',
    gives: 'None',
    doc: 'Adds the items of another list at the end; gives `None`.',
  },
  {
    name: 'index',
    signature: '(value, start=0, stop=9223372036854775807, /)',
    gives: 'int',
    doc: 'Where the value first occurs; an error when it does not.',
  },
  {
    name: 'insert',
    signature: '(index, object, /)',
    gives: 'None',
    doc: 'Adds an item before that index; gives `None`.',
  },
  { name: 'pop', signature: '(index=-1, /)', gives: 'item', doc: 'Removes an item and gives it.' },
  {
    name: 'remove',
    signature: '(value, /)',
    gives: 'None',
    doc: 'Removes the first such item; an error when there is none.',
  },
  {
    name: 'reverse',
    signature: '()',
    gives: 'None',
    doc: 'Reverses the list itself; gives `None`.',
  },
  {
    name: 'sort',
    signature: '(key=none, reverse=false)',
    gives: 'None',
    doc: 'Sorts the list itself; gives `None`.',
  },
];

/** The public attributes of Python's `dict`. */
const dictMethods: readonly Builtin[] = [
  { name: 'clear', signature: '()', gives: 'None', doc: 'Removes all keys; gives `None`.' },
  { name: 'copy', signature: '()', gives: 'same', doc: 'A copy of the dict.' },
  {
    name: 'fromkeys',
    signature: '(iterable, value=none, /)',
    gives: 'dict',
    doc: 'A dict with these keys and one value.',
  },
  {
    name: 'get',
    signature: '(key, default=none, /)',
    gives: 'unknown',
    doc: 'The value of the key, or `default`.',
  },
  { name: 'items', signature: '()', gives: 'list', doc: 'The pairs of key and value.' },
  { name: 'keys', signature: '()', gives: 'list of str', doc: 'The keys.' },
  {
    name: 'pop',
    signature: '(key, default=none, /)',
    gives: 'unknown',
    doc: 'Removes a key and gives its value; an error when there is neither key nor default.',
  },
  {
    name: 'popitem',
    signature: '()',
    gives: 'unknown',
    doc: 'Removes the last pair and gives it.',
  },
  {
    name: 'setdefault',
    signature: '(key, default=none, /)',
    gives: 'unknown',
    doc: 'The value of the key, set to `default` where it is missing.',
  },
  {
    name: 'update',
    signature: '(*args, **kwargs)',
    gives: 'None',
    doc: 'Adds the keys of another dict; gives `None`.',
  },
  { name: 'values', signature: '()', gives: 'list', doc: 'The values.' },
];

/** The public attributes of Python's `tuple`. */
const tupleMethods: readonly Builtin[] = [
  { name: 'count', signature: '(value, /)', gives: 'int', doc: 'How often the value occurs.' },
  {
    name: 'index',
    signature: '(value, start=0, stop=9223372036854775807, /)',
    gives: 'int',
    doc: 'Where the value first occurs; an error when it does not.',
  },
];

/** The public attributes of Python's `int` and `bool`. */
const intMethods: readonly Builtin[] = [
  {
    name: 'as_integer_ratio',
    signature: '()',
    gives: 'unknown',
    doc: 'The number as a pair of numerator and denominator.',
  },
  {
    name: 'bit_count',
    signature: '()',
    gives: 'int',
    doc: 'The number of ones in binary notation.',
  },
  { name: 'bit_length', signature: '()', gives: 'int', doc: 'The number of binary digits.' },
  { name: 'conjugate', signature: '()', gives: 'same', doc: 'The number itself.' },
  { name: 'denominator', signature: '', gives: 'int', doc: '1.' },
  { name: 'imag', signature: '', gives: 'int', doc: '0.' },
  { name: 'numerator', signature: '', gives: 'int', doc: 'The number itself.' },
  { name: 'real', signature: '', gives: 'int', doc: 'The number itself.' },
  {
    name: 'to_bytes',
    signature: "(length=1, byteorder='big', signed=false)",
    gives: 'unknown',
    doc: 'The number as bytes.',
  },
  {
    name: 'from_bytes',
    signature: "(bytes, byteorder='big', signed=false)",
    gives: 'int',
    doc: 'The int that bytes stand for.',
  },
];

/** The public attributes of Python's `float`. */
const floatMethods: readonly Builtin[] = [
  {
    name: 'as_integer_ratio',
    signature: '()',
    gives: 'unknown',
    doc: 'The number as a pair of numerator and denominator.',
  },
  { name: 'conjugate', signature: '()', gives: 'same', doc: 'The number itself.' },
  {
    name: 'fromhex',
    signature: '(string, /)',
    gives: 'float',
    doc: 'The float that hexadecimal text stands for.',
  },
  { name: 'hex', signature: '()', gives: 'str', doc: 'The number in hexadecimal notation.' },
  { name: 'imag', signature: '', gives: 'float', doc: '0.0.' },
  { name: 'is_integer', signature: '()', gives: 'bool', doc: 'True when there is no fraction.' },
  { name: 'real', signature: '', gives: 'float', doc: 'The number itself.' },
];

/** The methods of a Python type by its name, such as `str`; empty for types that templates do not call into. */
export function methodsOf(pythonType: string): readonly Builtin[] {
  switch (pythonType) {
    case 'str':
      return stringMethods;
    case 'list':
      return listMethods;
    case 'dict':
      return dictMethods;
    case 'tuple':
      return tupleMethods;
    case 'int':
    case 'bool':
      return intMethods;
    case 'float':
      return floatMethods;
    default:
      return [];
  }
}

/** The method of a Python type with that name. */
export function findMethod(pythonType: string, name: string): Builtin | undefined {
  return methodsOf(pythonType).find((method) => method.name === name);
}
