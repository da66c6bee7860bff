import type { Statement } from '../../jinja/nodes.ts';
import { tagDescriptions } from '../describe-tag.ts';
import type { Proposal } from './completion.ts';

/** The tags that can stand inside the open blocks, those that close or divide the innermost one first. */
export function tagProposals(
  open: readonly Statement[],
  { isClosed }: { readonly isClosed: boolean },
): readonly Proposal[] {
  const innermost = open.at(-1);
  const closing = innermost === undefined ? [] : closingTags(innermost);
  return [
    ...closing.map((label, rank) => tag(label, `Belongs to \`${innermost?.kind}\`.`, rank)),
    ...blockProposals('', isClosed ? '' : ' %}'),
    ...[...tagDescriptions].map(([label, documentation]) => tag(label, documentation, 9)),
  ];
}

/** Whole blocks and statements with tab stops, between what opens the first tag and what closes the last one. */
export function blockProposals(open: string, close: string): readonly Proposal[] {
  return snippets.map(([label, body]) => {
    const snippet = `${open}${body}${close}`;
    const insert = snippet.replace(/\$\d/g, '…');
    return { label, kind: 'template', documentation: `\`${insert}\``, insert, snippet, rank: 8 };
  });
}

const snippets: readonly (readonly [string, string])[] = [
  ['for … endfor', 'for $1 in $2 %}$0{% endfor'],
  ['if … endif', 'if $1 %}$0{% endif'],
  ['if … else … endif', 'if $1 %}$2{% else %}$3{% endif'],
  ['macro … endmacro', 'macro $1($2) %}$0{% endmacro'],
  ['set … endset', 'set $1 %}$0{% endset'],
  ['set name = value', 'set $1 = $0'],
];

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
