import type { Snapshot } from './analysis/snapshot.ts';
import { type QuickFix, quickFixes } from './features/code-actions.ts';
import { codeLenses, type TemplateLens } from './features/code-lenses.ts';
import type { Completion } from './features/completion/completion.ts';
import { complete } from './features/completion/index.ts';
import { documentSymbols, type FileSymbol } from './features/document-symbols.ts';
import { type Hover, hover } from './features/hover.ts';
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
}

export const languageService: LanguageService = {
  findings: findingsOf,
  quickFixes,
  complete,
  hover,
  codeLenses,
  documentSymbols,
};
