/** From the core's offsets and data to the protocol's positions and types, and back. */
import {
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Hover,
  MarkupKind,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { CodeAction as Action } from '../features/actions/code-action.ts';
import type { TemplateLens } from '../features/code-lenses.ts';
import type { FileSymbol } from '../features/document-symbols.ts';
import type { HoverText } from '../features/hover.ts';
import type { RowPreview } from '../features/row-previews.ts';
import type { TemplateSymbol } from '../features/workspace-symbols.ts';
import type { CommandId } from '../protocol/commands.ts';
import type { Finding, TextEdit as RuleEdit, Severity } from '../rules/rule.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { ClientFeatures } from './client-features.ts';

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

export function toSpan(lines: LineIndex, range: Range): Span {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(
  lines: LineIndex,
  finding: Finding,
  related: readonly DiagnosticRelatedInformation[] = [],
): Diagnostic {
  return {
    range: toRange(lines, finding.span),
    severity: severities[finding.severity],
    code: finding.rule,
    source: 'p3',
    message: finding.message,
    ...(related.length > 0 && { relatedInformation: [...related] }),
  };
}

export function toHover(
  lines: LineIndex,
  hover: HoverText,
  { readsMarkdown }: Pick<ClientFeatures, 'readsMarkdown'>,
): Hover {
  const kind = readsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return {
    contents: { kind, value: hover.markdown },
    range: toRange(lines, hover.span),
  };
}

/** Without its edits, which may be asked for later. */
export function toCodeAction(lines: LineIndex, action: Action): CodeAction {
  const { title, kind, finding, isPreferred = false } = action;
  return {
    title,
    kind,
    ...(finding && { diagnostics: [toDiagnostic(lines, finding)] }),
    ...(isPreferred && { isPreferred }),
  };
}

export function toWorkspaceEdit(
  uri: string,
  lines: LineIndex,
  edits: readonly RuleEdit[],
): WorkspaceEdit {
  return { changes: { [uri]: edits.map((edit) => toTextEdit(lines, edit)) } };
}

export function toRowAction(uri: string, lines: LineIndex, preview: RowPreview): CodeAction {
  const { title, finding, templateId, row } = preview;
  const command: CommandId = 'p3.previewTemplate';
  return {
    title,
    kind: 'quickfix',
    diagnostics: [toDiagnostic(lines, finding)],
    command: { title, command, arguments: [uri, templateId, row] },
  };
}

const lensCommands: Readonly<Record<TemplateLens['action'], CommandId>> = {
  preview: 'p3.previewTemplate',
  score: 'p3.scoreTemplate',
  'show-score': 'p3.showScores',
  'score-file': 'p3.scoreAllTemplates',
  'show-file-scores': 'p3.showScores',
};

export function toCodeLens(uri: string, lines: LineIndex, lens: TemplateLens): CodeLens {
  const { action, title, templateId, span } = lens;
  return {
    range: toRange(lines, span),
    command: {
      title,
      command: lensCommands[action],
      arguments: templateId === null ? [uri] : [uri, templateId],
    },
  };
}

export function toDocumentSymbol(lines: LineIndex, symbol: FileSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    kind: symbolKinds[symbol.kind],
    range: toRange(lines, symbol.span),
    selectionRange: toRange(lines, symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(lines, child)),
    ...(symbol.detail !== undefined && { detail: symbol.detail }),
  };
}

const symbolKinds: Readonly<Record<FileSymbol['kind'], SymbolKind>> = {
  template: SymbolKind.Class,
  key: SymbolKind.Property,
};

/** A symbol by itself, for the workspace and for clients that do not nest symbols. */
export function toSymbolInformation(
  uri: string,
  lines: LineIndex,
  { name, container, span }: TemplateSymbol,
): SymbolInformation {
  return {
    name,
    kind: SymbolKind.Class,
    containerName: container,
    location: { uri, range: toRange(lines, span) },
  };
}

export function toTextEdit(lines: LineIndex, { span, newText }: RuleEdit): TextEdit {
  return { range: toRange(lines, span), newText };
}
