import type {
  ScoreComparison,
  ScoreInterval,
  ScoreResult,
} from '../../server/src/protocol/requests.ts';
import { describeRows } from './describe-rows.ts';
import { element } from './elements.ts';

type Scored = Extract<ScoreResult, { kind: 'scored' }>;

/** The scores compared in that way; in the way of the run where there is none such. */
export function comparisonOf(
  { comparisons, normalization, score }: Scored,
  wanted: string | undefined,
): ScoreComparison {
  const find = (name: string | undefined) =>
    comparisons.find((each) => each.normalization === name);
  return (
    find(wanted) ??
    find(normalization) ?? { normalization, statistics: score.statistics, verdicts: score.examples }
  );
}

/** The accuracy at a glance, with what it is over and how sure it is. */
export function summaryView(
  { model, score, rows }: Scored,
  { statistics }: ScoreComparison,
  isOutdated: boolean,
): HTMLElement {
  const { judged, correct, accuracy, interval, macroF1, outside } = statistics;
  const counts = [
    `${correct} of ${judged} rows right`,
    ...(outside > 0 ? [`${outside} with a target outside the choices`] : []),
    ...(score.skipped > 0 ? [`${score.skipped} not scored`] : []),
    ...(score.blank > 0 ? [`${score.blank} of these blank`] : []),
  ];
  return element(
    'div',
    { class: isOutdated ? 'summary is-outdated' : 'summary' },
    element('span', { class: 'accuracy', title: 'Accuracy' }, percent(accuracy)),
    element(
      'div',
      { class: 'summary-text' },
      element('div', {}, counts.join(', ')),
      element('div', { class: 'model' }, describeRows(rows)),
      ...(interval === null ? [] : [intervalLine(interval, accuracy ?? 0, macroF1)]),
      element(
        'div',
        { class: 'model', title: model.path ?? 'The embedded model' },
        `${model.name} · ${model.provider}`,
      ),
    ),
  );
}

function intervalLine(
  interval: ScoreInterval,
  accuracy: number,
  macroF1: number | null,
): HTMLElement {
  const f1 = macroF1 === null ? '' : ` · macro-F1 ${macroF1.toFixed(3)}`;
  return element(
    'div',
    {
      class: 'interval',
      title:
        'With a probability of 95 %, the accuracy on all rows like these is in this interval (Wilson)',
    },
    intervalBar(interval, accuracy),
    `95 %: ${percent(interval.low)} to ${percent(interval.high)}${f1}`,
  );
}

/** From 0 to 100 %, the interval as a band and the accuracy as a line. */
export function intervalBar({ low, high }: ScoreInterval, accuracy: number): HTMLElement {
  const bar = element('span', { class: 'interval-bar', attributes: { 'aria-hidden': 'true' } });
  const band = element('span', { class: 'band' });
  band.style.left = `${(100 * low).toFixed(1)}%`;
  band.style.width = `${(100 * (high - low)).toFixed(1)}%`;
  const tick = element('span', { class: 'tick' });
  tick.style.left = `${(100 * accuracy).toFixed(1)}%`;
  bar.append(band, tick);
  return bar;
}

const normalizationLabels: Readonly<Record<string, string>> = {
  sum: 'as they are (T0)',
  tokens: 'per token',
  characters: 'per character',
  bytes: 'per byte',
  pmi: 'less the choice’s own (PMI)',
};

/** Another way to compare needs no new run: the sums are there. */
export function normalizationSelect(
  { comparisons }: Scored,
  selected: string,
  compareBy: (normalization: string) => void,
): HTMLElement {
  const select = element('select', { attributes: { 'aria-label': 'Compare log-likelihoods' } });
  for (const { normalization, statistics } of comparisons) {
    const label = normalizationLabels[normalization] ?? normalization;
    const option = element('option', {}, `${label}: ${percent(statistics.accuracy)}`);
    option.value = normalization;
    // As an attribute, so that a page drawn anew is compared rightly with the one that stands.
    if (normalization === selected) option.setAttribute('selected', '');
    select.append(option);
  }
  select.addEventListener('change', () => compareBy(select.value));
  return element('label', { class: 'field' }, 'Log-likelihoods ', select);
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}
