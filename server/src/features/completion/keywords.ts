import { type Builtin, parametersOf } from '../../jinja/builtins/builtin.ts';
import { findFilter } from '../../jinja/builtins/filters.ts';
import { findGlobal } from '../../jinja/builtins/globals.ts';
import { findTest } from '../../jinja/builtins/tests.ts';
import type { CallExpression, FilterExpression, TestExpression } from '../../jinja/nodes.ts';
import type { Proposal } from './completion.ts';

/** The keyword arguments that a call of a builtin takes and does not have yet. */
export function keywordProposals(
  call: CallExpression | FilterExpression | TestExpression,
): readonly Proposal[] {
  const builtin = calledBuiltin(call);
  const given = new Set(call.arguments.keywords.map(({ name }) => name.name));
  const parameters = builtin === undefined ? [] : parametersOf(builtin);
  return parameters
    .filter(({ name, kind }) => kind === 'plain' && !given.has(name))
    .map(({ name, defaultValue }) => ({
      label: `${name}=`,
      kind: 'variable',
      detail: defaultValue === undefined ? 'required' : `default ${defaultValue}`,
      rank: 0,
    }));
}

function calledBuiltin(
  call: CallExpression | FilterExpression | TestExpression,
): Builtin | undefined {
  switch (call.kind) {
    case 'filter':
      return findFilter(call.name.name);
    case 'test':
      return findTest(call.name.name);
    case 'call':
      return call.callee.kind === 'name' ? findGlobal(call.callee.name) : undefined;
  }
}
