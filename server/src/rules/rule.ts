import type { Snapshot } from '../analysis/snapshot.ts';
import type { Span } from '../text/span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One check of a template file; its `id` equals the file name and the diagnostic code. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence for the list of rules. */
  readonly description: string;
  check(context: RuleContext): Iterable<Finding>;
}

/** Something to tell the author, at a place of the document. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offsets into the document. */
  readonly span: Span;
  /** The mapping key of the template that it concerns; null for the file as a whole. */
  readonly templateId: string | null;
  readonly fix?: Fix;
}

/** A change that removes the finding. */
export interface Fix {
  readonly title: string;
  /** Edits that do not overlap, in document order. */
  readonly edits: readonly TextEdit[];
}

/** Replaces the text of `span` (document offsets) by `newText`, which is already escaped for its place. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface RuleContext {
  readonly snapshot: Snapshot;
}
