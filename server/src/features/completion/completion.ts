import type { Span } from '../../text/span.ts';

export type CompletionKind =
  | 'field'
  | 'variable'
  | 'filter'
  | 'test'
  | 'function'
  | 'method'
  | 'tag'
  | 'key'
  | 'value'
  | 'template';

/** One proposal, before it is tied to a place. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A type or a signature, on the line of the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** The text to insert where it is not the label; not yet escaped for its scalar. */
  readonly insert?: string;
  /** The same as `insert` with tab stops, in the protocol's snippet syntax; for clients that know it. */
  readonly snippet?: string;
  /** True for YAML that means something other than text, such as `true` or a tag. */
  readonly isYaml?: true;
  /** Lower comes first; proposals of one rank keep their order. */
  readonly rank?: number;
}

/** A proposal with the edit that accepts it. */
export interface Completion extends Proposal {
  /** What replaces the text of `span`, escaped for its place in the document. */
  readonly newText: string;
  /** The same with tab stops, where the client knows them. */
  readonly newSnippet?: string;
  readonly span: Span;
}

export interface CompletionOptions {
  /** Makes the id of a new template, a random UUID. */
  newId(): string;
  readonly hasSnippets?: boolean;
  /** Whether the author asked, rather than typed: between tags nothing is proposed to one who is writing. */
  readonly isAskedFor?: boolean;
  /** Names that templates of other subsets of the dataset have. */
  readonly templateNames?: readonly string[];
}
