/** Requests and data that the language server shares with its clients, beside the Language Server Protocol. */

/** Positions as in the Language Server Protocol: zero-based, in UTF-16 units. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

/** Answers with the template summaries of an open document, in file order. */
export const listTemplatesMethod = 'p3/listTemplates';

export interface ListTemplatesParams {
  readonly uri: string;
}

export interface TemplateSummary {
  readonly id: string;
  readonly name: string;
  /** Key and body of the template. */
  readonly range: WireRange;
  readonly hasAnswerChoices: boolean;
  /** Changes with each edit that changes what is rendered. */
  readonly textKey: string;
}

/** Answers with a `RenderResult`, or null where the document is not open or has no such template. */
export const renderMethod = 'p3/render';

export interface RenderParams {
  readonly uri: string;
  readonly templateId: string;
  /** Index of the first row; rows past the end are left out. */
  readonly offset: number;
  readonly limit: number;
  /** Only rows that it accepts, in the words of `p3 rows --filter`; `offset` counts those. */
  readonly filter?: string;
  /** How `choice` and `random` pick: from seed 0 where it is not given. */
  readonly draws?: RenderDraws;
  /** Whether rendered parts tell where they come from. */
  readonly traces?: boolean;
}

/** From a seeded source, or each item in turn, up to a limit. */
export type RenderDraws =
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'all' };

/** A render of one template over some rows of its dataset, tied to a document version. */
export interface RenderResult {
  readonly uri: string;
  readonly version: number;
  readonly template: TemplateSummary;
  /** Where the rows come from, in words; null when the dataset has none. */
  readonly rowsOrigin: string | null;
  /** Number of rows, or of those that the filter accepts; null when unknown. */
  readonly rowCount: number | null;
  readonly rows: readonly RenderedRow[];
  /** Why the filter cannot be used, as a sentence for the user. */
  readonly filterProblem?: string;
  /** Why there is nothing to show, as a sentence for the user. */
  readonly message?: string;
}

export interface RenderedRow {
  readonly row: number;
  readonly outcome: RenderOutcome;
  /** Something was drawn: another seed may give something else. */
  readonly isRandom?: true;
  /** What other draws give, where all were asked for; `outcome` is the first. */
  readonly variants?: RenderedVariants;
}

export interface RenderedVariants {
  readonly others: readonly RenderOutcome[];
  /** False where a limit was reached before the last one. */
  readonly isComplete: boolean;
  /** How many renders were spent on them. */
  readonly renders: number;
}

export type RenderOutcome =
  | {
      readonly kind: 'rendered';
      /** The text split at `|||`: input, then targets. `['']` for a blank result. */
      readonly parts: readonly string[];
      readonly answerChoices: readonly string[] | null;
      /** Absent where it was not asked for, or is too much to tell. */
      readonly origins?: PartOrigins;
    }
  | {
      readonly kind: 'failed';
      /** Python's error type and message. */
      readonly errorType: string;
      readonly message: string;
      /** The place in the document, where known. */
      readonly range?: WireRange;
    }
  | { readonly kind: 'stopped'; readonly message: string };

/** Where parts come from, in the order of `parts`: each in pieces, in order and without gaps. */
export interface PartOrigins {
  readonly places: readonly OriginPlace[];
  readonly parts: readonly (readonly OriginPiece[])[];
}

/** So many UTF-16 units of a part, and the index of the place that they come from. */
export interface OriginPiece {
  readonly length: number;
  readonly place: number;
}

export interface OriginPlace {
  /** Text of the template itself, or what a tag prints. */
  readonly kind: 'text' | 'expression';
  readonly range: WireRange;
  /** The path in the row that a printed value comes from, such as `answers.text[0]`; null where there is no single one. */
  readonly field: string | null;
}

/** Answers with a `ScoreResult`; cancelling the request stops the model. */
export const scoreMethod = 'p3/score';

export interface ScoreParams {
  readonly uri: string;
  readonly templateId: string;
  /** At most this many rows, drawn by chance where there are more. */
  readonly limit: number;
  /** Decides which rows are drawn; 0 where it is not given. */
  readonly sampleSeed?: number;
  /** Of what `choice` and `random` pick; 0 where it is not given. */
  readonly seed?: number;
  /** Names the progress notifications of this run. */
  readonly runId: string;
}

/** Notification from the server while a score runs. */
export const scoreProgressMethod = 'p3/scoreProgress';

export interface ScoreProgress {
  readonly runId: string;
  /** Rows, of all templates of the run. */
  readonly done: number;
  readonly total: number;
  /** Null while too little is known. */
  readonly millisecondsLeft: number | null;
  /** While the model is being made ready. */
  readonly weights?: WeightsProgress;
}

/** Work on the weights of a model before it can run, in bytes. */
export interface WeightsProgress {
  /** As `Copying the weights`. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

export type ScoreResult =
  | {
      readonly kind: 'scored';
      readonly uri: string;
      readonly version: number;
      readonly model: ModelSummary;
      /** Of the template as it was scored; another one than now means that it was edited since. */
      readonly textKey: string;
      readonly normalization: string;
      readonly rows: ScoredRows;
      readonly score: TemplateScore;
      /** The same scores compared in every way, so that another one is shown without a new run. */
      readonly comparisons: readonly ScoreComparison[];
      /** Sentences on what the figures do not show, such as targets outside the choices. */
      readonly cautions: readonly string[];
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** Which rows of the dataset were scored. */
export interface ScoredRows {
  /** By chance, or the first ones where no more could be had; all where there are no more. */
  readonly draw: 'all' | 'sampled' | 'first';
  readonly seed: number;
  readonly count: number;
  /** Rows of the split; null when unknown. */
  readonly total: number | null;
  /** Null where the files do not tell. */
  readonly split: string | null;
}

/** What one normalization makes of the scores. */
export interface ScoreComparison {
  readonly normalization: string;
  readonly statistics: ScoreStatistics;
  /** In the order of the examples. */
  readonly verdicts: readonly ScoreVerdict[];
}

export type ScoreVerdict = Pick<ScoredExample, 'prediction' | 'target' | 'correct'>;

export interface ModelSummary {
  readonly name: string;
  /** The folder; null for the embedded model. */
  readonly path: string | null;
  readonly provider: string;
  /** `fp32`, `int8`, `int8-wo-fp32` or `int4`. */
  readonly precision: string;
  /** Sentences on how it runs that the user should know, such as why not on the device that was asked for. */
  readonly notes: readonly string[];
  /** A caution to show beside every figure, such as that the embedded model is a demo. */
  readonly notice?: string;
}

export interface TemplateScore {
  readonly id: string;
  readonly name: string;
  /** Over the scored rows whose target is known; null when there is none. */
  readonly accuracy: number | null;
  readonly statistics: ScoreStatistics;
  /** Rows that render blank; they are among those that are not scored. */
  readonly blank: number;
  /** Rows that are not scored. */
  readonly skipped: number;
  readonly examples: readonly ScoredExample[];
}

export interface ScoreStatistics {
  /** Scored rows whose target is known. */
  readonly judged: number;
  readonly correct: number;
  readonly accuracy: number | null;
  /** Holds the accuracy on unseen rows with a probability of 95 %; null without judged rows. */
  readonly interval: ScoreInterval | null;
  /** Mean over the classes that are a target or a prediction of some row. */
  readonly macroF1: number | null;
  /** The answer choices, where all rows have the same; else places among them. */
  readonly classes: readonly ClassScore[];
  /** Rows by the class of their target, then by that of their prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** Judged rows whose target is none of the choices. */
  readonly outside: number;
}

export interface ScoreInterval {
  readonly low: number;
  readonly high: number;
}

export interface ClassScore {
  readonly name: string;
  /** Rows whose target it is. */
  readonly targets: number;
  readonly predicted: number;
  readonly correct: number;
  /** Null for a class that is no row's target or prediction. */
  readonly f1: number | null;
}

export interface ScoredExample {
  readonly row: number;
  readonly choices: readonly ChoiceScore[];
  /** Index of the likeliest choice, the first on ties; null when the row is not scored. */
  readonly prediction: number | null;
  /** Index of the choice that equals the target; null when none does. */
  readonly target: number | null;
  readonly correct: boolean;
  /** Why the row is not scored. */
  readonly skipped?: string;
}

export interface ChoiceScore {
  readonly text: string;
  /** Sum of the log-probabilities of the choice's tokens, `</s>` included, in nats; null when not finite. */
  readonly logLikelihood: number | null;
  /** The same after a neutral input in place of the prompt's; null when not finite or not computed. */
  readonly unconditional: number | null;
  /** Number of tokens, `</s>` included. */
  readonly tokens: number;
}

/** Notification from the server: show the setting, which the user asked to see. */
export const openSettingMethod = 'p3/openSetting';

export interface OpenSettingParams {
  /** As it is called in the settings, such as `p3.rules.severities`. */
  readonly setting: string;
}
