/** Changes of whole templates that commands of the client ask for, and what they do to files. */
import type { WireRange } from './requests.ts';

/** Answers with what can be chosen from for a file: an `EditChoices`, or null where it is not open. */
export const editChoicesMethod = 'p3/editChoices';

export interface EditChoices {
  /** Tasks that a new template can be written for, with the name that it would get. */
  readonly tasks: readonly { readonly task: string; readonly name: string }[];
  /** The other subsets of the dataset in the workspace. */
  readonly subsets: readonly { readonly name: string; readonly templateCount: number }[];
  /** Names that templates of the file have. */
  readonly names: readonly string[];
}

/** Answers with an `EditPlan`; nothing is changed before the client applies it. */
export const planEditMethod = 'p3/planEdit';

export interface PlanEditParams {
  readonly uri: string;
  readonly change: TemplateChange;
}

export type TemplateChange =
  | { readonly kind: 'new-template'; readonly task: string; readonly name: string }
  /** Templates by the ids under which they are listed. */
  | { readonly kind: 'new-ids'; readonly templateIds: readonly string[] }
  /** To the file of another subset, which is made where it does not exist. */
  | { readonly kind: 'copy'; readonly templateIds: readonly string[]; readonly subset: string };

export type EditPlan =
  | {
      readonly kind: 'planned';
      readonly uri: string;
      readonly isNewFile: boolean;
      /** They do not overlap. */
      readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
      /** The id of the template to show afterwards. */
      readonly templateId: string;
    }
  /** A sentence for the user. */
  | { readonly kind: 'refused'; readonly message: string };
