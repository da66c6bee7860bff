import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Range,
} from 'vscode-languageserver/node';
import type { Completion, CompletionKind } from '../features/completion/completion.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { ClientFeatures } from './client-features.ts';
import { toRange } from './convert.ts';

/** What all items share is said once to a client that knows this, since a wide schema makes long lists. */
export function toCompletionList(
  lines: LineIndex,
  completions: readonly Completion[],
  { sharesCompletionDefaults }: Pick<ClientFeatures, 'sharesCompletionDefaults'>,
): Omit<CompletionList, 'isIncomplete'> {
  const [first, ...others] = completions;
  const isOfOneSpan = others.every(({ span }) => {
    return span.start === first?.span.start && span.end === first.span.end;
  });
  const shared = first && isOfOneSpan ? toRange(lines, first.span) : undefined;
  if (shared !== undefined && sharesCompletionDefaults) {
    const itemDefaults = { editRange: shared, insertTextMode: InsertTextMode.asIs };
    return { itemDefaults, items: completions.map(toSharedItem) };
  }
  return {
    items: completions.map((each) => toPlacedItem(each, shared ?? toRange(lines, each.span))),
  };
}

function toPlacedItem(completion: Completion, range: Range): CompletionItem {
  const { newText, newSnippet } = completion;
  return {
    ...toItem(completion),
    textEdit: { range, newText: newSnippet ?? newText },
    ...(newSnippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    insertTextMode: InsertTextMode.asIs,
  };
}

function toSharedItem(completion: Completion): CompletionItem {
  const { label, newText, newSnippet } = completion;
  const textEditText = newSnippet ?? newText;
  return {
    ...toItem(completion),
    ...(textEditText !== label && { textEditText }),
    ...(newSnippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
  };
}

function toItem({ label, kind, detail, documentation, rank = 0 }: Completion): CompletionItem {
  return {
    label,
    kind: completionKinds[kind],
    sortText: `${rank} ${label}`,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
  };
}

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  filter: CompletionItemKind.Function,
  test: CompletionItemKind.Operator,
  function: CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  tag: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  template: CompletionItemKind.Snippet,
};
