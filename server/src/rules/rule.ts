import type { RowFacts } from '../analysis/row-facts.ts';
import type { Snapshot } from '../analysis/snapshot.ts';
import type { LostColumns } from '../dataset/features.ts';
import type { PromptTemplate } from '../template/template-file.ts';
import type { Span } from '../text/span.ts';
import type { Prompt } from './prompt.ts';
import type { Suppression } from './suppressions.ts';
import type { TemplateText } from './template-text.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What someone chose for single rules, by their ids. */
export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;

/** One check of a template file; its `id` equals the file name and the diagnostic code. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence for the list of rules. */
  readonly description: string;
  /** What its fix does, without a subject and a full stop; absent where it has none. */
  readonly fix?: string;
  /** Whether it tells of what templates give on rows, and is silent until they were rendered. */
  readonly isOverRows?: true;
  /** Whether it looks for what is missing in a template: where PyYAML refuses the file, that may only be out of sight. */
  readonly needsWholeFile?: true;
  /** Looks at the file as a whole, at each version anew. */
  checkFile?(context: FileContext, tell: Tell): void;
  /** Looks at one template, and only when its text, the dataset or what rows showed changed. */
  checkTemplate?(context: TemplateContext, tell: Tell): void;
}

/** Takes what a rule has to say; a callback, since most rules have nothing to say of most templates. */
export type Tell = (report: Report) => void;

export interface FileContext {
  readonly snapshot: Snapshot;
  /** The comments that keep rules quiet. */
  readonly suppressions: readonly Suppression[];
  /** Of every rule that there is. */
  readonly ruleIds: ReadonlySet<string>;
}

/** All that a finding about a single template may depend on. */
export interface TemplateContext {
  /** The whole document, of which edits may need the lines of the template; nothing else in it may matter. */
  readonly document: string;
  readonly template: PromptTemplate;
  /** Its `jinja` and `answer_choices` that are text, parsed. */
  readonly texts: readonly TemplateText[];
  /** How they go together. */
  readonly prompt: Prompt;
  /** Columns that the dataset had earlier and lost, by name. */
  readonly lost: LostColumns;
  /** Columns known to hold -1 on some row; absent when no rows are known. */
  readonly unlabelled?: ReadonlySet<string>;
  /** What the template gave on rows, where it was rendered as it stands. */
  readonly rowFacts?: RowFacts;
}

/** Something to tell the author, at a place of the document. */
export interface Report {
  readonly message: string;
  /** Offsets into the document. */
  readonly span: Span;
  /** The mapping key of the template that it concerns; null for the file as a whole. */
  readonly templateId: string | null;
  readonly fix?: Fix;
  /** Other changes that remove it, where the author has to choose; none is ever made unseen. */
  readonly alternatives?: readonly Fix[];
  /** Index of a row of the dataset that shows it. */
  readonly row?: number;
  /** Where it differs from that of the rule. */
  readonly severity?: Severity;
}

/** A report under the name and severity of its rule. */
export interface Finding extends Report {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
}

/** A change that removes the finding and brings no other. */
export interface Fix {
  readonly title: string;
  /** Nobody could mean anything else, so that it may be made unseen, as when a file is saved. */
  readonly isSafe?: true;
  /** Edits that do not overlap, in document order. */
  readonly edits: readonly TextEdit[];
}

/** Replaces the text of `span` (document offsets) by `newText`, which is already escaped for its place. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}
