import { PyDict } from '../python/dict.ts';
import { PyError } from '../python/errors.ts';
import { updateDict } from '../python/methods/dict.ts';
import { intArgument } from '../python/methods/sequence-arguments.ts';
import { PyRange } from '../python/range.ts';
import type { KeywordArguments, Value } from '../python/value.ts';
import { classGlobal } from './builtin-function.ts';
import { Cycler } from './cycler.ts';
import { Joiner } from './joiner.ts';
import { lipsum } from './lipsum.ts';
import { Namespace } from './namespace.ts';
import type { RandomSource } from './random-source.ts';
import { bindArguments, type Signature } from './signature.ts';

/** The globals of Jinja2 3.1.6 by name. */
export function builtinGlobals(random: RandomSource): Map<string, Value> {
  return new Map<string, Value>([
    ['range', classGlobal('range', makeRange)],
    ['dict', classGlobal('dict', makeDict)],
    ['lipsum', lipsum(random)],
    ['cycler', classGlobal('jinja2.utils.Cycler', makeCycler)],
    ['joiner', classGlobal('jinja2.utils.Joiner', makeJoiner)],
    ['namespace', classGlobal('jinja2.utils.Namespace', makeNamespace)],
  ]);
}

function makeRange(positional: readonly Value[], keywords: KeywordArguments): PyRange {
  if (keywords.size > 0) throw typeError('range() takes no keyword arguments');
  const count = positional.length;
  if (count === 0) throw typeError('range expected at least 1 argument, got 0');
  if (count > 3) throw typeError(`range expected at most 3 arguments, got ${count}`);
  const [first = 0, second, step = 1] = positional.map(intArgument);
  if (step === 0) throw new PyError('ValueError', 'range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0, first) : new PyRange(first, second, step);
}

/** `dict(source, **entries)`. */
function makeDict(positional: readonly Value[], keywords: KeywordArguments): PyDict {
  const [source, ...surplus] = positional;
  if (surplus.length > 0) {
    throw typeError(`dict expected at most 1 argument, got ${positional.length}`);
  }
  const dict = new PyDict();
  if (source !== undefined) updateDict(dict, source);
  for (const [name, value] of keywords) dict.set(name, value);
  return dict;
}

function makeNamespace(positional: readonly Value[], keywords: KeywordArguments): Namespace {
  return new Namespace(makeDict(positional, keywords));
}

const cyclerSignature: Signature = {
  name: 'Cycler.__init__',
  implicit: ['self'],
  required: [],
  isVariadic: true,
};

function makeCycler(positional: readonly Value[], keywords: KeywordArguments): Cycler {
  return new Cycler(bindArguments(cyclerSignature, positional, keywords));
}

const joinerSignature: Signature = {
  name: 'Joiner.__init__',
  implicit: ['self'],
  required: [],
  optional: ['sep'],
};

function makeJoiner(positional: readonly Value[], keywords: KeywordArguments): Joiner {
  const [separator = ', '] = bindArguments(joinerSignature, positional, keywords);
  return new Joiner(separator);
}

function typeError(message: string): PyError {
  return new PyError('TypeError', message);
}
