import { PyClass } from '../python/class-object.ts';
import { dictClass, makeDict } from '../python/dict-class.ts';
import { rangeClass } from '../python/range-class.ts';
import type { KeywordArguments, Value } from '../python/value.ts';
import { Cycler } from './cycler.ts';
import { Joiner } from './joiner.ts';
import { lipsum } from './lipsum.ts';
import { Namespace } from './namespace.ts';
import type { RandomSource } from './random-source.ts';
import { bindArguments, type Signature } from './signature.ts';

/** The globals of Jinja2 3.1.6 by name. */
export function builtinGlobals(random: RandomSource): Map<string, Value> {
  return new Map<string, Value>([
    ['range', rangeClass],
    ['dict', dictClass],
    ['lipsum', lipsum(random)],
    ['cycler', new PyClass({ qualifiedName: 'jinja2.utils.Cycler', make: makeCycler })],
    ['joiner', new PyClass({ qualifiedName: 'jinja2.utils.Joiner', make: makeJoiner })],
    ['namespace', new PyClass({ qualifiedName: 'jinja2.utils.Namespace', make: makeNamespace })],
  ]);
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
