import type { Statement } from '../../jinja/nodes.ts';
import { tagDescriptions } from '../describe-tag.ts';
import type { Proposal } from './completion.ts';

/** The tags that can stand inside the open blocks, those that close or divide the innermost one first. */
export function tagProposals(open: readonly Statement[]): readonly Proposal[] {
  const innermost = open.at(-1);
  const closing = innermost === undefined ? [] : closingTags(innermost);
  return [
    ...closing.map((label, rank) => tag(label, `Belongs to \`${innermost?.kind}\`.`, rank)),
    ...[...tagDescriptions].map(([label, documentation]) => tag(label, documentation, 9)),
  ];
}

function closingTags(block: Statement): readonly string[] {
  switch (block.kind) {
    case 'if':
      return ['endif', 'else', 'elif'];
    case 'for':
      return ['endfor', 'else'];
    case 'set-block':
      return ['endset'];
    case 'filter-block':
      return ['endfilter'];
    case 'call-block':
      return ['endcall'];
    case 'macro':
    case 'with':
    case 'block':
    case 'autoescape':
      return [`end${block.kind}`];
    default:
      return [];
  }
}

function tag(label: string, documentation: string, rank: number): Proposal {
  return { label, kind: 'tag', documentation, rank };
}
