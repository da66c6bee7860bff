import type {
  ModelSummary,
  ScoredExample,
  ScoreResult,
  TemplateScore,
} from '../../server/src/protocol/requests.ts';
import { choiceShares } from './choice-share.ts';
import { button, element } from './elements.ts';
import type { ScoreState } from './messages.ts';
import type { ProgressView } from './progress-view.ts';
import { hidden, mark, notice } from './rows-view.ts';

export interface ScoreViewOptions {
  readonly score: () => void;
  readonly progress: ProgressView;
  readonly showRow: (row: number) => void;
  /** Why scoring is off, as a sentence; null when it is on. */
  readonly scoringOff: string | null;
}

/** Progress or results of a score. */
export function scoreView(state: ScoreState, options: ScoreViewOptions): readonly Node[] {
  switch (state.kind) {
    case 'none':
      return options.scoringOff === null
        ? [invitation(options)]
        : [element('p', { class: 'notice' }, options.scoringOff)];
    case 'running':
      options.progress.update(state.done, state.total);
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
  { model, score, cautions }: Extract<ScoreResult, { kind: 'scored' }>,
  isOutdated: boolean,
  options: ScoreViewOptions,
): readonly Node[] {
  const outdated = isOutdated
    ? [
        element(
          'div',
          { class: 'outdated' },
          'The file was edited since this score.',
          button('Score again', { class: 'link' }, options.score),
        ),
      ]
    : [];
  return [
    ...outdated,
    summaryView(model, score),
    ...[...(model.notice === undefined ? [] : [model.notice]), ...cautions].map(notice),
    ...score.examples.map((example) => exampleView(example, options)),
  ];
}

function summaryView(model: ModelSummary, score: TemplateScore): HTMLElement {
  const rated = score.examples.filter(
    (example) => example.prediction !== null && example.target !== null,
  );
  const correct = rated.filter((example) => example.correct).length;
  const accuracy = score.accuracy === null ? '–' : `${(100 * score.accuracy).toFixed(1)} %`;
  const skipped = score.examples.length - rated.length;
  const counts = `${correct} of ${rated.length} rows right${skipped > 0 ? `, ${skipped} not scored` : ''}`;
  return element(
    'div',
    { class: 'summary' },
    element('span', { class: 'accuracy', title: 'Accuracy' }, accuracy),
    element(
      'div',
      { class: 'summary-text' },
      element('div', {}, counts),
      element(
        'div',
        { class: 'model', title: model.path ?? 'The embedded model' },
        `${model.name} · ${model.provider}`,
      ),
    ),
  );
}

function exampleView(example: ScoredExample, options: ScoreViewOptions): HTMLElement {
  const link = button(
    `Row ${example.row}`,
    { class: 'link row-number', title: 'Show this row' },
    () => options.showRow(example.row),
  );
  if (example.skipped !== undefined) {
    return element(
      'article',
      { class: 'scored' },
      element('header', {}, link),
      element('p', { class: 'missing' }, `Not scored: ${example.skipped}`),
    );
  }
  const shares = choiceShares(example.choices);
  return element(
    'article',
    { class: 'scored' },
    element('header', {}, link, verdict(example)),
    element(
      'ul',
      { class: 'bars' },
      ...example.choices.map((_, index) => choiceLine(example, index, shares[index] ?? 0)),
    ),
  );
}

function verdict(example: ScoredExample): HTMLElement {
  if (example.target === null) {
    return element('span', { class: 'verdict' }, 'no target among the choices');
  }
  return example.correct
    ? element('span', { class: 'verdict right' }, '✓ right')
    : element('span', { class: 'verdict wrong' }, '✗ wrong');
}

function choiceLine(example: ScoredExample, index: number, share: number): HTMLElement {
  const choice = example.choices[index];
  const isPrediction = example.prediction === index;
  const isTarget = example.target === index;
  const bar = element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } });
  const fill = element('span', { class: 'fill' });
  fill.style.width = `${(100 * share).toFixed(1)}%`;
  bar.append(fill);
  const figure = choice?.logLikelihood?.toFixed(2).replace('-', '−') ?? 'not finite';
  const classes = ['choice', isPrediction ? 'is-prediction' : '', isTarget ? 'is-target' : ''];
  return element(
    'li',
    { class: classes.filter(Boolean).join(' ') },
    element(
      'span',
      { class: 'choice-marks' },
      ...(isTarget ? [mark('✓'), hidden('target: ')] : []),
    ),
    element('span', { class: 'choice-text', title: choice?.text ?? '' }, choice?.text || 'empty'),
    bar,
    element(
      'span',
      {
        class: 'figure',
        title: `Log-likelihood in nats over ${choice?.tokens ?? 0} tokens; the bar is the share among the choices`,
      },
      figure,
    ),
    element('span', { class: 'tag' }, isPrediction ? 'predicted' : isTarget ? 'target' : ''),
  );
}
