import type { Builtin } from '../../jinja/builtins/builtin.ts';
import { filters } from '../../jinja/builtins/filters.ts';
import { tests } from '../../jinja/builtins/tests.ts';
import { describeBuiltin } from '../describe-builtin.ts';
import type { CompletionKind, Proposal } from './completion.ts';

export function filterProposals(): readonly Proposal[] {
  return filters.map((filter) => builtinProposal(filter, 'filter'));
}

/** The tests that `is` can name; the symbols serve `select` and its kin alone. */
export function testProposals(): readonly Proposal[] {
  return tests.filter(({ name }) => /^\w/.test(name)).map((test) => builtinProposal(test, 'test'));
}

export function builtinProposal(builtin: Builtin, kind: CompletionKind): Proposal {
  const { name, signature } = builtin;
  return {
    label: name,
    kind,
    detail: `${name}${signature === '()' ? '' : signature}`,
    documentation: describeBuiltin(builtin),
  };
}
