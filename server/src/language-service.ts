import type { Snapshot } from './analysis/snapshot.ts';
import type { ActionRequest, CodeAction } from './features/actions/code-action.ts';
import { type PromptedChange, promptedChanges } from './features/actions/prompted-changes.ts';
import { codeActions } from './features/code-actions.ts';
import { codeLenses, type LensScores, type TemplateLens } from './features/code-lenses.ts';
import type { Completion, CompletionOptions } from './features/completion/completion.ts';
import { type DatasetNamePlace, datasetNameAt } from './features/completion/dataset-names.ts';
import { complete } from './features/completion/index.ts';
import { type Definition, definition } from './features/definition.ts';
import { documentHighlights, type Highlight } from './features/document-highlights.ts';
import { type DocumentLink, documentLinks } from './features/document-links.ts';
import { documentSymbols, type FileSymbol } from './features/document-symbols.ts';
import { type Fold, foldingRanges } from './features/folding-ranges.ts';
import { type Hover, hover } from './features/hover.ts';
import { type HintKinds, type InlayHint, inlayHints } from './features/inlay-hints.ts';
import { linkedEditing } from './features/linked-editing.ts';
import { references } from './features/references.ts';
import { prepareRename, type RenameTarget, type Renaming, rename } from './features/rename.ts';
import { type RowPreview, rowPreviews } from './features/row-previews.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { type SemanticToken, semanticTokens } from './features/semantic-tokens.ts';
import { type SignatureHelp, signatureHelp } from './features/signature-help.ts';
import { type TemplateSymbol, workspaceSymbols } from './features/workspace-symbols.ts';
import type { Finding } from './rules/rule.ts';
import { findingsOf, type LintOptions } from './rules/run-rules.ts';
import { parseTemplateFile } from './template/parse-template-file.ts';
import type { PromptTemplate, TemplateFile } from './template/template-file.ts';
import { type FormatResult, formatTemplateFile } from './template/write-template-file.ts';
import type { Span } from './text/span.ts';

/** All that the core can tell about a template file. Pure: from a snapshot and an offset to data. */
export interface LanguageService {
  findings(snapshot: Snapshot, options?: LintOptions): readonly Finding[];
  codeActions(snapshot: Snapshot, request: ActionRequest): readonly CodeAction[];
  promptedChanges(snapshot: Snapshot, selection: Span): readonly PromptedChange[];
  rowPreviews(
    templates: readonly PromptTemplate[],
    findings: readonly Finding[],
    selection: Span,
  ): readonly RowPreview[];
  complete(snapshot: Snapshot, offset: number, options: CompletionOptions): readonly Completion[];
  datasetNameAt(snapshot: Snapshot, offset: number): DatasetNamePlace | undefined;
  hover(snapshot: Snapshot, offset: number): Hover | undefined;
  codeLenses(snapshot: Snapshot, scores: LensScores): readonly TemplateLens[];
  documentSymbols(snapshot: Snapshot): readonly FileSymbol[];
  definition(snapshot: Snapshot, offset: number): Definition | undefined;
  references(
    snapshot: Snapshot,
    offset: number,
    options: { readonly withDefinition: boolean },
  ): readonly Span[];
  documentHighlights(snapshot: Snapshot, offset: number): readonly Highlight[];
  prepareRename(snapshot: Snapshot, offset: number): RenameTarget;
  rename(snapshot: Snapshot, offset: number, newName: string): Renaming;
  foldingRanges(snapshot: Snapshot): readonly Fold[];
  selectionRanges(snapshot: Snapshot, offset: number): readonly Span[];
  signatureHelp(snapshot: Snapshot, offset: number): SignatureHelp | undefined;
  semanticTokens(snapshot: Snapshot): readonly SemanticToken[];
  inlayHints(snapshot: Snapshot, range: Span, kinds: HintKinds): readonly InlayHint[];
  linkedEditing(snapshot: Snapshot, offset: number): readonly Span[];
  documentLinks(snapshot: Snapshot): readonly DocumentLink[];
  workspaceSymbols(file: TemplateFile, query: string): readonly TemplateSymbol[];
  format(snapshot: Snapshot): FormatResult;
  /** A file alone, where nothing else about it matters. */
  read(text: string): TemplateFile;
}

export const languageService: LanguageService = {
  findings: findingsOf,
  codeActions,
  promptedChanges,
  rowPreviews,
  complete,
  datasetNameAt,
  hover,
  codeLenses,
  documentSymbols,
  definition,
  references,
  documentHighlights,
  prepareRename,
  rename,
  foldingRanges,
  selectionRanges,
  signatureHelp,
  semanticTokens,
  inlayHints,
  linkedEditing,
  documentLinks,
  workspaceSymbols,
  read: (text) => parseTemplateFile(text).file,
  format: ({ text }) => formatTemplateFile(text),
};
