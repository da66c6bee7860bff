import type { FileScore, FileScoreEntry } from '../../server/src/protocol/scoring.ts';
import { describeRows } from './describe-rows.ts';
import { button, element } from './elements.ts';
import { exportBar } from './export-bar.ts';
import type { FileScoreState, ScoreExport } from './messages.ts';
import type { ProgressView } from './progress-view.ts';
import { intervalBar, percent } from './score-summary.ts';

export interface FileScoreViewOptions {
  readonly score: () => void;
  readonly progress: ProgressView;
  readonly showTemplate: (id: string) => void;
  readonly scoringOff: string | null;
  readonly exportAs: (format: ScoreExport) => void;
}

/** How far the wording moves the accuracy: all templates of the file beside each other. */
export function fileScoreView(
  state: FileScoreState,
  options: FileScoreViewOptions,
): readonly Node[] {
  switch (state.kind) {
    case 'none':
      return [invitation(options)];
    case 'running':
      options.progress.update(state);
      return [options.progress.node];
    case 'failed':
      return [
        element('div', { class: 'failure', role: 'alert' }, state.message),
        button('Try again', { class: 'primary' }, options.score),
      ];
    case 'finished':
      return fileView(state.file, options);
  }
}

function invitation({ scoringOff, score }: FileScoreViewOptions): HTMLElement {
  if (scoringOff !== null) return element('p', { class: 'notice' }, scoringOff);
  return element(
    'div',
    { class: 'invitation' },
    element(
      'p',
      {},
      'A model that understands a task does well on it whatever the wording: the T0 paper reports the median and the quartiles over all prompts of a dataset.',
    ),
    button('Score all templates', { class: 'primary' }, score),
  );
}

function fileView(
  { templates, rows, spread }: FileScore,
  options: FileScoreViewOptions,
): readonly Node[] {
  const { median, q1, q3, minimum, maximum } = spread;
  return [
    element(
      'div',
      { class: 'summary' },
      element('span', { class: 'accuracy', title: 'Median of the accuracies' }, percent(median)),
      element(
        'div',
        { class: 'summary-text' },
        element('div', {}, `median over ${spread.templates} templates`),
        element('div', {}, `quartiles ${percent(q1)} and ${percent(q3)}`),
        ...(rows === null ? [] : [element('div', { class: 'model' }, describeRows(rows))]),
        element('div', { class: 'model' }, `from ${percent(minimum)} to ${percent(maximum)}`),
      ),
    ),
    element(
      'div',
      { class: 'result-tools' },
      button(
        'Score again',
        { class: 'secondary', title: 'Only what changed is scored anew' },
        options.score,
      ),
      exportBar(options.exportAs),
    ),
    element(
      'div',
      { class: 'scrolls' },
      element(
        'table',
        { class: 'file-scores' },
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['Template', 'Accuracy', '95 % interval', 'Rows'].map((name) =>
              element('th', { attributes: { scope: 'col' } }, name),
            ),
          ),
        ),
        element('tbody', {}, ...templates.map((entry) => entryRow(entry, options))),
      ),
    ),
  ];
}

function entryRow(entry: FileScoreEntry, options: FileScoreViewOptions): HTMLElement {
  const { id, name, accuracy, interval, judged, message } = entry;
  const link = button(name, { class: 'link', title: 'Show the score of this template' }, () =>
    options.showTemplate(id),
  );
  const heading = element('th', { attributes: { scope: 'row' } }, link);
  if (accuracy === null || interval === null) {
    const cell = element('td', { class: 'missing' }, message ?? 'Not scored');
    cell.colSpan = 3;
    return element('tr', {}, heading, cell);
  }
  return element(
    'tr',
    {},
    heading,
    element('td', { class: 'share' }, percent(accuracy)),
    element(
      'td',
      { class: 'interval' },
      intervalBar(interval, accuracy),
      `${percent(interval.low)} to ${percent(interval.high)}`,
    ),
    element('td', { class: 'share' }, String(judged)),
  );
}
