import type { Finding, TextEdit } from '../../rules/rule.ts';
import type { Span } from '../../text/span.ts';

/** The protocol's kinds; `rewrite` and `extract` are refactorings, which nothing asks for. */
export type CodeActionKind =
  | 'quickfix'
  | 'refactor.rewrite'
  | 'refactor.extract'
  | 'source.fixAll.p3';

/** A change that the author can choose at a place. */
export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  /** What it removes. */
  readonly finding?: Finding;
  /** Whether it is what an editor does when it is told to fix that. */
  readonly isPreferred?: boolean;
  /** Worked out when it is chosen, since most are not; they do not overlap. */
  edits(): readonly TextEdit[];
}

export interface ActionRequest {
  /** Of the whole document. */
  readonly findings: readonly Finding[];
  /** Empty at a cursor. */
  readonly selection: Span;
  /** Whether a command of the client offers new templates, which are not listed then. */
  readonly hasCommands?: boolean;
  /** Makes the id of a template, a random UUID. */
  newId(): string;
}
