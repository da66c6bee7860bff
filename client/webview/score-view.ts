import type { ScoreResult } from '../../server/src/protocol/requests.ts';
import { confusionView } from './confusion-view.ts';
import { button, element } from './elements.ts';
import { exportBar } from './export-bar.ts';
import type { RowFilter, ScoreExport, ScoreState } from './messages.ts';
import type { ProgressView } from './progress-view.ts';
import { notice } from './rows-view.ts';
import { comparisonOf, normalizationSelect, summaryView } from './score-summary.ts';
import { scoredRowsView } from './scored-rows.ts';

export interface ScoreViewOptions {
  readonly score: () => void;
  readonly progress: ProgressView;
  readonly showRow: (row: number) => void;
  /** Why scoring is off, as a sentence; null when it is on. */
  readonly scoringOff: string | null;
  /** How scores are compared; the way of the run when undefined. */
  readonly normalization: string | undefined;
  readonly compareBy: (normalization: string) => void;
  readonly filter: RowFilter;
  readonly filterBy: (filter: RowFilter) => void;
  /** At most so many rows are listed. */
  readonly rowsShown: number;
  readonly showMoreRows: () => void;
  readonly exportAs: (format: ScoreExport, normalization: string) => void;
}

/** Progress or results of a score. */
export function scoreView(state: ScoreState, options: ScoreViewOptions): readonly Node[] {
  switch (state.kind) {
    case 'none':
      return options.scoringOff === null
        ? [invitation(options)]
        : [element('p', { class: 'notice' }, options.scoringOff)];
    case 'running':
      options.progress.update(state);
      return [options.progress.node];
    case 'finished':
      return state.result.kind === 'failed'
        ? [
            element('div', { class: 'failure', role: 'alert' }, state.result.message),
            button('Try again', { class: 'primary' }, options.score),
          ]
        : resultView(state.result, state.isOutdated, options);
  }
}

function invitation(options: ScoreViewOptions): HTMLElement {
  return element(
    'div',
    { class: 'invitation' },
    element(
      'p',
      {},
      'Rank classification: the model rates each answer choice as the continuation of the input, and the likeliest one is its prediction.',
    ),
    button('Score this template', { class: 'primary' }, options.score),
  );
}

function resultView(
  result: Extract<ScoreResult, { kind: 'scored' }>,
  isOutdated: boolean,
  options: ScoreViewOptions,
): readonly Node[] {
  const comparison = comparisonOf(result, options.normalization);
  const { notice: caution } = result.model;
  return [
    ...(isOutdated ? [outdatedView(options)] : []),
    summaryView(result, comparison, isOutdated),
    element(
      'div',
      { class: 'result-tools' },
      normalizationSelect(result, comparison.normalization, options.compareBy),
      exportBar((format) => options.exportAs(format, comparison.normalization)),
    ),
    ...[...(caution === undefined ? [] : [caution]), ...result.cautions].map(notice),
    ...confusionView(comparison.statistics),
    ...scoredRowsView(result.score.examples, comparison.verdicts, options),
  ];
}

function outdatedView(options: ScoreViewOptions): HTMLElement {
  return element(
    'div',
    { class: 'outdated', role: 'status' },
    'The template was edited since this score.',
    button(
      'Score again',
      { class: 'link', title: 'Only rows whose text changed are scored anew' },
      options.score,
    ),
  );
}
