import { PyError } from '../../python/errors.ts';
import { PyIterator } from '../../python/iterator.ts';
import { repr } from '../../python/text.ts';
import { truth } from '../../python/truth.ts';
import type { KeywordArguments, Value } from '../../python/value.ts';
import { each } from '../each.ts';
import { type Filter, type FilterContext, filterNamed, testNamed } from '../environment.ts';
import { attributeGetter, type Getter } from './attribute-path.ts';
import { refuseNames } from './define.ts';

/** `map(name, …)` and `map(attribute=…, default=…)`; the arguments are looked at when the first item is wanted. */
export const map: Filter = (context, value, positional, keywords) => {
  refuseNames('sync_do_map', leading, keywords);
  return PyIterator.ofGenerator(mapped(context, value, positional, keywords), 'sync_do_map');
};

export const select = selection('sync_do_select', { byAttribute: false, keeps: true });
export const reject = selection('sync_do_reject', { byAttribute: false, keeps: false });
export const selectattr = selection('sync_do_selectattr', { byAttribute: true, keeps: true });
export const rejectattr = selection('sync_do_rejectattr', { byAttribute: true, keeps: false });

const leading = ['context', 'value'] as const;

function* mapped(
  context: FilterContext,
  value: Value,
  positional: readonly Value[],
  keywords: KeywordArguments,
): Generator<Value> {
  if (!truth(value)) return;
  const change = toChange(context, positional, keywords);
  for (const item of each(value)) yield change(item);
}

function toChange(
  context: FilterContext,
  positional: readonly Value[],
  keywords: KeywordArguments,
): Getter {
  const [name, ...rest] = positional;
  if (name !== undefined) {
    return (item) => filterNamed(context.environment, name)(context, item, rest, keywords);
  }
  const attribute = keywords.get('attribute');
  if (attribute === undefined) throw argumentError('map requires a filter argument');
  for (const keyword of keywords.keys()) {
    if (keyword === 'attribute' || keyword === 'default') continue;
    throw argumentError(`Unexpected keyword argument ${repr(keyword)}`);
  }
  return attributeGetter(attribute, keywords.get('default'));
}

interface Selection {
  /** The first argument names an attribute of the item that is tested in its place. */
  readonly byAttribute: boolean;
  readonly keeps: boolean;
}

function selection(name: string, how: Selection): Filter {
  return (context, value, positional, keywords) => {
    refuseNames(name, leading, keywords);
    const items = selected(context, value, positional, keywords, how);
    return PyIterator.ofGenerator(items, 'select_or_reject');
  };
}

function* selected(
  context: FilterContext,
  value: Value,
  positional: readonly Value[],
  keywords: KeywordArguments,
  how: Selection,
): Generator<Value> {
  if (!truth(value)) return;
  const { subject, rest } = toSubject(positional, how);
  const passes = toCondition(context, rest, keywords);
  for (const item of each(value)) {
    if (passes(subject(item)) === how.keeps) yield item;
  }
}

function toSubject(
  positional: readonly Value[],
  { byAttribute }: Selection,
): { subject: Getter; rest: readonly Value[] } {
  if (!byAttribute) return { subject: (item) => item, rest: positional };
  const [attribute, ...rest] = positional;
  if (attribute === undefined) throw argumentError('Missing parameter for attribute name');
  return { subject: attributeGetter(attribute), rest };
}

function toCondition(
  context: FilterContext,
  positional: readonly Value[],
  keywords: KeywordArguments,
): (item: Value) => boolean {
  const [name, ...rest] = positional;
  if (name === undefined) return truth;
  return (item) => testNamed(context.environment, name)(context, item, rest, keywords);
}

function argumentError(message: string): PyError {
  return new PyError('FilterArgumentError', message);
}
