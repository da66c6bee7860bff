/** Messages between a caller's process and the render process, and the values that they carry. */
import type { RowForm } from '../../dataset/typed-row.ts';
import type { Span } from '../../text/span.ts';
import type {
  ApplyOptions,
  FailedTemplate,
  RenderedTemplate,
} from '../promptsource/apply-template.ts';
import type { PromptOrigins } from '../promptsource/part-origins.ts';
import type { VariantLimits, VariantsEnd } from '../promptsource/variants.ts';

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
  /** Whether rendered rows tell where their parts come from. */
  readonly traces?: boolean;
  /** Long texts are not handed over, but stand-ins for them, by which they can be compared; `raw` is empty. */
  readonly isBrief?: boolean;
  /** With these, inputs that may be too long for a model are handed over whole all the same, for their tokens to be counted. */
  readonly keepsLongInputs?: boolean;
}

/** How `choice` and `random` pick: from a seeded source, item `row mod length`, or each item in turn. */
export type ChoiceOption =
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'row' }
  | { readonly kind: 'all'; readonly limits: TimedLimits };

export interface TimedLimits extends VariantLimits {
  /** For the variants of one row: less than the time that ends the process. */
  readonly milliseconds: number;
}

/** What became of one template on one row. */
export type RowRender =
  | (VariantRender & {
      readonly index: number;
      /** What other draws give, where all were asked for. */
      readonly variants?: RowVariants;
      /** Words of the input, counted for a brief render. */
      readonly inputWords?: number;
      /** The whole input of a brief render, where it is to be kept. */
      readonly input?: string;
    })
  /** The row is no JSON object. */
  | { readonly kind: 'unreadable'; readonly index: number; readonly message: string }
  /** A budget ran out or the process crashed, here or on an earlier row of the template. */
  | { readonly kind: 'stopped'; readonly index: number; readonly message: string };

export type VariantRender = (
  | (RenderedTemplate & {
      /** Of the parts, where they were asked for and are not too many. */
      readonly origins?: PromptOrigins;
    })
  | (FailedTemplate & {
      /** The place in `jinja`, or in `answerChoices` where those raised; absent where it is not known. */
      readonly span?: Span;
    })
) & {
  /** Something was drawn: other draws may give something else. */
  readonly isRandom?: true;
};

export interface RowVariants extends VariantsEnd {
  readonly others: readonly VariantRender[];
}

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

/**
 * Rows come template by template, in the order of the request, each as soon as it is done. The last one ends the run;
 * `done` ends one that has no rows, or that was cancelled.
 */
export type MessageFromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'row'; readonly run: number; readonly row: RowRender }
  | { readonly kind: 'done'; readonly run: number };
