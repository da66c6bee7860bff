import { scopeAt } from '../../analysis/scope-at.ts';
import { knownFeatures, type Snapshot } from '../../analysis/snapshot.ts';
import { createTypeContext } from '../../analysis/type-context.ts';
import { parseTemplate } from '../../jinja/parse-template.ts';
import { nodesAround } from '../jinja-path.ts';
import type { Proposal } from './completion.ts';
import type { JinjaPlace } from './document-context.ts';
import { nameProposal } from './fields.ts';
import { blockProposals } from './tags.ts';

/** What can be begun in the text between tags: printed columns, blocks, and the separator where there is none yet. */
export function textProposals(
  snapshot: Snapshot,
  { source, offset, key, style }: JinjaPlace,
): readonly Proposal[] {
  const tree = parseTemplate(source);
  const node = nodesAround(tree, { start: offset, end: offset }).at(-1);
  if (node !== undefined && node.kind !== 'text') return [];
  // Nothing of a plain scalar can begin with a brace.
  if (style === 'plain' && source.slice(0, offset).trim() === '') return [];
  const types = createTypeContext(tree, knownFeatures(snapshot), key);
  const printed = scopeAt(types, offset)
    .filter(({ origin }) => origin.kind === 'field' || origin.kind === 'local')
    .map(
      (name): Proposal => ({
        ...nameProposal(snapshot, name),
        insert: `{{ ${name.name} }}`,
      }),
    );
  const separator: Proposal = {
    label: '|||',
    kind: 'value',
    documentation: 'Ends the input; the target follows.',
    rank: 0,
  };
  const isWhole = key !== 'jinja' || source.includes('|||');
  return [...printed, ...blockProposals('{% ', ' %}'), ...(isWhole ? [] : [separator])];
}
