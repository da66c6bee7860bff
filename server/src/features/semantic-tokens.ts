import type { Snapshot } from '../analysis/snapshot.ts';
import type { JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import { type TemplateText, templateTextsOf, toDocument } from '../rules/template-text.ts';
import type { Span } from '../text/span.ts';
import { type Occurrence, occurrencesIn } from './names/occurrences.ts';
import { wordOfTag } from './tag-word.ts';

/** The protocol's names; `unresolvedReference` is what other servers call a name that nothing defines. */
export const tokenTypes = [
  'keyword',
  'property',
  'variable',
  'parameter',
  'macro',
  'function',
  'method',
  'unresolvedReference',
] as const;

export const tokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** What the names and words of all templates are, in document order. */
export function semanticTokens(snapshot: Snapshot): readonly SemanticToken[] {
  return templateTextsOf(snapshot)
    .flatMap((text) =>
      tokensIn(text).map((token) => ({ ...token, span: toDocument(text, token.span) })),
    )
    .filter(({ span }) => span.start < span.end)
    .sort((a, b) => a.span.start - b.span.start);
}

function tokensIn(text: TemplateText): readonly SemanticToken[] {
  const names = occurrencesIn(text).map((occurrence) => ({
    span: occurrence.span,
    ...describeName(occurrence),
  }));
  return [...names, ...[...walk(text.tree.body)].flatMap((node) => wordsOf(node, text))];
}

function describeName({
  meaning,
  isWrite,
  isMember,
}: Occurrence): Pick<SemanticToken, 'type' | 'modifiers'> {
  const modifiers = isWrite ? (['declaration'] as const) : [];
  switch (meaning.kind) {
    case 'field':
      return { type: 'property', modifiers };
    case 'answer-choices':
      return { type: 'variable', modifiers: ['readonly', 'defaultLibrary'] };
    case 'builtin':
      return { type: isMember ? 'method' : 'function', modifiers: ['defaultLibrary'] };
    case 'unknown':
      return { type: meaning.isMissing ? 'unresolvedReference' : 'property', modifiers };
    case 'local': {
      const kind = meaning.bindings[0]?.kind;
      if (kind === 'special') return { type: 'variable', modifiers: ['defaultLibrary'] };
      return {
        type: kind === 'macro' || kind === 'parameter' ? kind : 'variable',
        modifiers,
      };
    }
  }
}

/** The words of tags, filters and tests. */
function wordsOf(node: JinjaNode, { tree }: TemplateText): readonly SemanticToken[] {
  if (node.kind === 'filter' || node.kind === 'test') {
    const { span } = node.name;
    return [{ span, type: 'function', modifiers: ['defaultLibrary'] }];
  }
  if (!('keyword' in node) || node.kind === 'error-statement') return [];
  const end = node.endTag && wordOfTag(tree.source, node.endTag);
  return [node.keyword, ...(end ? [end] : [])].map((span) => ({
    span,
    type: 'keyword',
    modifiers: [],
  }));
}
