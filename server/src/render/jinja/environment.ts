import { PyError } from '../python/errors.ts';
import { hashKey } from '../python/hash.ts';
import { asText } from '../python/str-subclass.ts';
import { repr } from '../python/text.ts';
import type { KeywordArguments, Value } from '../python/value.ts';
import type { RandomSource } from './random-source.ts';
import { Undefined } from './undefined.ts';

/** What an environment offers to its templates: names mean nothing beyond these maps. */
export interface JinjaEnvironment {
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Test>;
  readonly globals: ReadonlyMap<string, Value>;
  readonly random: RandomSource;
  /** Called now and then while a render loops or calls; it may end the process. */
  readonly onSteps?: (() => void) | undefined;
}

/** What a filter or test knows of the place where it is used. */
export interface FilterContext {
  readonly environment: JinjaEnvironment;
  readonly autoescape: boolean;
}

export type Filter = (
  context: FilterContext,
  value: Value,
  positional: readonly Value[],
  keywords: KeywordArguments,
) => Value;

export type Test = (
  context: FilterContext,
  value: Value,
  positional: readonly Value[],
  keywords: KeywordArguments,
) => boolean;

/** The filter that a value names, as in `map('upper')`; Jinja2 3.1.6 Environment.call_filter. */
export function filterNamed(environment: JinjaEnvironment, name: Value): Filter {
  return named('filter', environment.filters, name);
}

/** The test that a value names, as in `select('odd')`; Jinja2 3.1.6 Environment.call_test. */
export function testNamed(environment: JinjaEnvironment, name: Value): Test {
  return named('test', environment.tests, name);
}

function named<T>(kind: string, table: ReadonlyMap<string, T>, name: Value): T {
  hashKey(name);
  const found = table.get(asText(name) ?? '');
  if (found !== undefined) return found;
  const message = `No ${kind} named ${repr(name)}.`;
  const hint =
    name instanceof Undefined
      ? ` (${name.error().message}; did you forget to quote the callable name?)`
      : '';
  throw new PyError('TemplateRuntimeError', message + hint);
}
