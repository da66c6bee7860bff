import type { TypeContext } from '../../analysis/type-context.ts';
import { type Call, callSignature } from '../call-signature.ts';
import type { Proposal } from './completion.ts';

/** The keyword arguments that a call takes and does not have yet; the last one by place is being written. */
export function keywordProposals(call: Call, types: TypeContext): readonly Proposal[] {
  const { positional, keywords } = call.arguments;
  const given = new Set(keywords.map(({ name }) => name.name));
  const free = callSignature(call, types)?.parameters.slice(positional.length - 1) ?? [];
  return free
    .filter(
      ({ name, isPositionalOnly, collects }) => !isPositionalOnly && !collects && !given.has(name),
    )
    .map(({ name, defaultValue }) => ({
      label: `${name}=`,
      kind: 'variable',
      detail: defaultValue === undefined ? 'required' : `default ${defaultValue}`,
      rank: 0,
    }));
}
