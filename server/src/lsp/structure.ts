/** Requests about the shape of a document: what folds, what a word is, which notes stand in it, how it is formatted. */
import { pathToFileURL } from 'node:url';
import {
  type Connection,
  type DocumentLink,
  type FoldingRange,
  FoldingRangeKind,
  type InlayHint,
  type LinkedEditingRanges,
  MarkupKind,
  MessageType,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  ShowMessageNotification,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { DocumentLink as Link } from '../features/document-links.ts';
import type { Fold } from '../features/folding-ranges.ts';
import type { InlayHint as Hint } from '../features/inlay-hints.ts';
import { replaceText } from '../features/replace-text.ts';
import { type SemanticToken, tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import type { SignatureHelp as Signature } from '../features/signature-help.ts';
import { languageService } from '../language-service.ts';
import type { Settings } from '../protocol/settings.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { ClientFeatures } from './client-features.ts';
import { toRange, toSpan, toTextEdit } from './convert.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore } from './document-store.ts';
import type { Logger } from './logger.ts';

export interface StructureParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly settings: () => Settings;
  readonly logger: Logger;
}

interface HintRefreshParts extends Pick<StructureParts, 'connection' | 'logger'> {
  readonly client: ClientFeatures;
}

export function registerStructure(parts: StructureParts): void {
  const { connection, settings } = parts;
  const handle = documentHandler(parts);
  connection.onFoldingRanges(
    handle('textDocument/foldingRange', [], ({ snapshot, lines }) =>
      languageService.foldingRanges(snapshot).flatMap((fold) => toFoldingRange(lines, fold)),
    ),
  );
  connection.onSelectionRanges(
    handle('textDocument/selectionRange', [], ({ snapshot, lines }, { positions }) =>
      positions.flatMap((position) => {
        const spans = languageService.selectionRanges(snapshot, lines.offsetAt(position));
        return toSelectionRange(lines, spans) ?? [];
      }),
    ),
  );
  connection.onDocumentLinks(
    handle('textDocument/documentLink', [], ({ snapshot, lines }) =>
      languageService.documentLinks(snapshot).map((link) => toDocumentLink(lines, link)),
    ),
  );
  connection.onSignatureHelp(
    handle<Positioned, SignatureHelp | null>(
      'textDocument/signatureHelp',
      null,
      ({ snapshot, lines }, { position }) => {
        const help = languageService.signatureHelp(snapshot, lines.offsetAt(position));
        return help === undefined ? null : toSignatureHelp(help);
      },
    ),
  );
  connection.languages.semanticTokens.on(
    handle('textDocument/semanticTokens/full', { data: [] }, ({ snapshot, lines }) =>
      toSemanticTokens(lines, languageService.semanticTokens(snapshot)),
    ),
  );
  connection.languages.inlayHint.on(
    handle('textDocument/inlayHint', [], ({ snapshot, lines }, { range }) => {
      const { 'p3.inlayHints.classes': classes, 'p3.inlayHints.choices': choices } = settings();
      return languageService
        .inlayHints(snapshot, toSpan(lines, range), { classes, choices })
        .map((hint) => toInlayHint(lines, hint));
    }),
  );
  connection.languages.onLinkedEditingRange(
    handle<Positioned, LinkedEditingRanges | null>(
      'textDocument/linkedEditingRange',
      null,
      ({ snapshot, lines }, { position }) => {
        const spans = languageService.linkedEditing(snapshot, lines.offsetAt(position));
        return spans.length === 0 ? null : { ranges: spans.map((span) => toRange(lines, span)) };
      },
    ),
  );
  registerFormatting(parts);
}

/** Asks for the hints anew: a client knows nothing of the dataset and the settings that they come from. */
export function refreshInlayHints({ connection, client, logger }: HintRefreshParts): void {
  if (!client.refreshesInlayHints) return;
  connection.languages.inlayHint
    .refresh()
    .catch((error) => logger.error('The client did not refresh inlay hints', error));
}

/** A file that would lose something is left alone, and its author is told why. */
function registerFormatting(parts: StructureParts): void {
  const { connection, logger } = parts;
  const handle = documentHandler(parts);
  connection.onDocumentFormatting(
    handle<DocumentOnly, TextEdit[]>('textDocument/formatting', [], ({ snapshot, lines }) => {
      const result = languageService.format(snapshot);
      if (result.kind === 'refused') {
        const { line } = lines.positionAt(result.span.start);
        const message = `The file is not formatted. Line ${line + 1}: ${result.message}`;
        connection
          .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
          .catch((error) => logger.error('A message could not be shown', error));
        return [];
      }
      return replaceText(snapshot.text, result.text).map((edit) => toTextEdit(lines, edit));
    }),
  );
}

interface DocumentOnly {
  readonly textDocument: { readonly uri: string };
}

interface Positioned extends DocumentOnly {
  readonly position: { readonly line: number; readonly character: number };
}

function toFoldingRange(lines: LineIndex, { span, kind, keepsLastLine }: Fold): FoldingRange[] {
  const startLine = lines.positionAt(span.start).line;
  const endLine = lines.positionAt(span.end).line - (keepsLastLine ? 1 : 0);
  if (endLine <= startLine) return [];
  return [{ startLine, endLine, ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }) }];
}

function toSelectionRange(lines: LineIndex, spans: readonly Span[]): SelectionRange | undefined {
  return spans.toReversed().reduce<SelectionRange | undefined>((parent, span) => {
    const range = toRange(lines, span);
    return parent === undefined ? { range } : { range, parent };
  }, undefined);
}

function toDocumentLink(lines: LineIndex, link: Link): DocumentLink {
  const target = link.kind === 'web' ? link.url : pathToFileURL(link.path).href;
  return { range: toRange(lines, link.span), target, tooltip: link.tooltip };
}

function toSignatureHelp({ label, parameters, active, documentation }: Signature): SignatureHelp {
  const signature = {
    label,
    parameters: parameters.map(({ start, end }) => ({ label: [start, end] as [number, number] })),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
  };
  // Past the last parameter none is active.
  return {
    signatures: [signature],
    activeSignature: 0,
    activeParameter: active ?? parameters.length,
  };
}

function toSemanticTokens(lines: LineIndex, tokens: readonly SemanticToken[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, type, modifiers } of tokens) {
    const { start, end } = toRange(lines, span);
    // A name that a line break cuts in two cannot be told in the protocol's terms.
    if (start.line !== end.line) continue;
    const bits = modifiers.reduce((sum, each) => sum | (1 << tokenModifiers.indexOf(each)), 0);
    const length = end.character - start.character;
    builder.push(start.line, start.character, length, tokenTypes.indexOf(type), bits);
  }
  return builder.build();
}

function toInlayHint(lines: LineIndex, { offset, label, tooltip }: Hint): InlayHint {
  return {
    position: lines.positionAt(offset),
    label,
    ...(tooltip !== undefined && {
      tooltip: { kind: MarkupKind.Markdown, value: tooltip },
    }),
  };
}
