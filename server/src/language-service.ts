import type { Snapshot } from './analysis/snapshot.ts';
import { type QuickFix, quickFixes } from './features/code-actions.ts';
import { codeLenses, type TemplateLens } from './features/code-lenses.ts';
import type { Completion } from './features/completion/completion.ts';
import { complete } from './features/completion/index.ts';
import { type Definition, definition } from './features/definition.ts';
import { documentHighlights, type Highlight } from './features/document-highlights.ts';
import { documentSymbols, type FileSymbol } from './features/document-symbols.ts';
import { type Hover, hover } from './features/hover.ts';
import { references } from './features/references.ts';
import { prepareRename, type RenameTarget, type Renaming, rename } from './features/rename.ts';
import type { Finding } from './rules/rule.ts';
import { findingsOf } from './rules/run-rules.ts';
import type { Span } from './text/span.ts';

/** All that the core can tell about a template file. Pure: from a snapshot and an offset to data. */
export interface LanguageService {
  findings(snapshot: Snapshot): readonly Finding[];
  quickFixes(findings: readonly Finding[], selection: Span): readonly QuickFix[];
  complete(snapshot: Snapshot, offset: number): readonly Completion[];
  hover(snapshot: Snapshot, offset: number): Hover | undefined;
  codeLenses(snapshot: Snapshot): readonly TemplateLens[];
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
}

export const languageService: LanguageService = {
  findings: findingsOf,
  quickFixes,
  complete,
  hover,
  codeLenses,
  documentSymbols,
  definition,
  references,
  documentHighlights,
  prepareRename,
  rename,
};
