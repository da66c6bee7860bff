/** Messages between a caller's process and the render process, and the values that they carry. */
import type { RowForm } from '../../dataset/typed-row.ts';
import type { Span } from '../../text/span.ts';
import type { ApplyOptions, PromptParts, RenderFailure } from '../promptsource/apply-template.ts';

export interface RenderRequest {
  readonly templates: readonly TemplateText[];
  readonly rows: readonly RowText[];
  readonly options: RenderOptions;
}

export interface TemplateText {
  readonly id: string;
  readonly name: string;
  /** The decoded text, as PyYAML yields it. */
  readonly jinja: string;
  readonly answerChoices: string | null;
}

export interface RowText {
  /** 0-based, over the whole split. */
  readonly index: number;
  /** The row as written: one line of JSON, or what `writeTypedRow` wrote. */
  readonly json: string;
  /** `json` unless it says otherwise. */
  readonly form?: RowForm;
}

export interface RenderOptions extends ApplyOptions {
  readonly choice: ChoiceOption;
}

/** How `choice` and `random` pick: from a seeded source, or item `row mod length`. */
export type ChoiceOption =
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'row' };

/** What became of one template on one row. */
export type RowRender =
  | {
      readonly kind: 'rendered';
      readonly index: number;
      /** The text before split, strip and un-protecting. */
      readonly raw: string;
      readonly parts: PromptParts;
      readonly answerChoices: readonly string[] | null;
    }
  | {
      readonly kind: 'failed';
      readonly index: number;
      /** As Python raises it. */
      readonly error: RenderFailure;
      readonly answerChoices: readonly string[] | null;
      /** The same as `error` where the answer choices raised. */
      readonly answerChoicesError?: RenderFailure;
      /** The place in `jinja`, or in `answerChoices` where those raised; absent where it is not known. */
      readonly span?: Span;
    }
  /** The row is no JSON object. */
  | { readonly kind: 'unreadable'; readonly index: number; readonly message: string }
  /** A budget ran out or the process crashed, here or on an earlier row of the template. */
  | { readonly kind: 'stopped'; readonly index: number; readonly message: string };

export interface TemplateRender {
  readonly id: string;
  readonly name: string;
  /** In the order of the request. */
  readonly rows: readonly RowRender[];
}

export type RenderReply =
  /** In the order of the request. */
  | { readonly kind: 'rendered'; readonly templates: readonly TemplateRender[] }
  | { readonly kind: 'cancelled' }
  /** The process does not start; a sentence for the user. */
  | { readonly kind: 'failed'; readonly message: string };

export type MessageToProcess =
  | { readonly kind: 'render'; readonly run: number; readonly request: RenderRequest }
  | { readonly kind: 'cancel'; readonly run: number };

/** Rows come template by template, in the order of the request, each as soon as it is done. */
export type MessageFromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'row'; readonly run: number; readonly row: RowRender }
  | { readonly kind: 'done'; readonly run: number };
