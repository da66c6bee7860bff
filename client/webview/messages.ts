/** What the extension host and the preview page tell each other. */
import type {
  RenderResult,
  ScoreResult,
  WeightsProgress,
  WirePosition,
  WireRange,
} from '../../server/src/protocol/requests.ts';
import type { FileScore } from '../../server/src/protocol/scoring.ts';

/** Everything that the page shows, sent as a whole after each change. */
export interface PreviewState {
  readonly target: PreviewTarget;
  readonly content: PreviewContent;
  readonly score: ScoreState;
  readonly fileScore: FileScoreState;
  /** Why scoring is off, as a sentence; null when it is on. */
  readonly scoringOff: string | null;
  /** Where the cursor is in the file; null where another file has it. */
  readonly cursor: WirePosition | null;
}

/** What the preview looks at; kept by the page, so that a reload of the window finds it again. */
export interface PreviewTarget {
  readonly uri: string;
  readonly templateId: string;
  /** The first row shown, among those that the filter accepts. */
  readonly offset: number;
  /** In the words of `p3 rows --filter`; empty for all rows. */
  readonly filter: string;
  /** Of what `choice` and `random` pick. */
  readonly seed: number;
  /** Whether all that they can pick is shown, in place of what the seed gives. */
  readonly showsVariants: boolean;
}

export type PreviewContent =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'rendered';
      readonly result: RenderResult;
      readonly limit: number;
      /** The filter that gave these rows. */
      readonly filter: string;
    }
  /** Nothing can be shown, and why. */
  | { readonly kind: 'message'; readonly text: string };

export type ScoreState =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'running' } & RunProgress)
  | {
      readonly kind: 'finished';
      readonly result: Exclude<ScoreResult, { kind: 'cancelled' }>;
      /** The file was edited since. */
      readonly isOutdated: boolean;
    };

export interface RunProgress {
  readonly done: number;
  /** 0 until the model is there. */
  readonly total: number;
  /** Null while too little is known. */
  readonly millisecondsLeft: number | null;
  /** While the model is being made ready. */
  readonly weights?: WeightsProgress;
}

/** The scores of all templates of the file. */
export type FileScoreState =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'running' } & RunProgress)
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'finished'; readonly file: FileScore };

export type Tab = 'rows' | 'scores' | 'templates';

export type MessageToPage =
  | { readonly kind: 'state'; readonly state: PreviewState }
  | { readonly kind: 'showTab'; readonly tab: Tab };

/** How scores leave the panel. */
export type ScoreExport = 'copy-markdown' | 'save-json' | 'save-csv';

export type MessageFromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'showRow'; readonly row: number }
  /** `offset`: the first row to show of those that it accepts. */
  | { readonly kind: 'filterRows'; readonly filter: string; readonly offset: number }
  | { readonly kind: 'draw'; readonly seed: number }
  | { readonly kind: 'showVariants'; readonly isOn: boolean }
  | { readonly kind: 'reveal'; readonly range: WireRange }
  | { readonly kind: 'score' }
  | { readonly kind: 'cancelScore' }
  | { readonly kind: 'scoreFile' }
  | { readonly kind: 'cancelScoreFile' }
  | { readonly kind: 'showTemplate'; readonly templateId: string }
  | { readonly kind: 'exportScore'; readonly format: ScoreExport; readonly normalization: string }
  | { readonly kind: 'exportFileScore'; readonly format: ScoreExport };

/** What the scoring has to do with. */
export type ScoreMessage = Exclude<
  MessageFromPage,
  {
    readonly kind:
      | 'ready'
      | 'showRow'
      | 'filterRows'
      | 'draw'
      | 'showVariants'
      | 'reveal'
      | 'showTemplate';
  }
>;

/** Kept by VS Code for the page while it is hidden and over a reload of the window. */
export interface SavedPage {
  readonly target?: PreviewTarget;
  readonly showsInvisible: boolean;
  /** Whether text from fields looks different from text of the template. */
  readonly showsOrigins: boolean;
  readonly tab: Tab;
  /** How scores are compared; the settings' way when absent. */
  readonly normalization?: string;
  readonly rowFilter?: RowFilter;
}

/** Which rows of a score are listed. */
export type RowFilter = 'all' | 'wrong' | 'skipped';
