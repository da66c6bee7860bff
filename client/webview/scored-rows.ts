import type { ScoredExample, ScoreVerdict } from '../../server/src/protocol/requests.ts';
import { choiceShares } from './choice-share.ts';
import { button, element } from './elements.ts';
import type { RowFilter } from './messages.ts';
import { hidden, mark } from './rows-view.ts';

export interface ScoredRowsOptions {
  readonly filter: RowFilter;
  readonly filterBy: (filter: RowFilter) => void;
  readonly rowsShown: number;
  readonly showMoreRows: () => void;
  readonly showRow: (row: number) => void;
}

interface JudgedExample {
  readonly example: ScoredExample;
  readonly verdict: ScoreVerdict;
}

/** The rows of a score, wrong ones first: they are what an author wants to see. */
export function scoredRowsView(
  examples: readonly ScoredExample[],
  verdicts: readonly ScoreVerdict[],
  options: ScoredRowsOptions,
): readonly Node[] {
  const rows = examples.map((example, index) => ({
    example,
    verdict: verdicts[index] ?? example,
  }));
  const skipped = rows.filter(({ verdict }) => verdict.prediction === null);
  const wrong = rows.filter(({ verdict }) => verdict.prediction !== null && !verdict.correct);
  const right = rows.filter(({ verdict }) => verdict.correct);
  const lists: Readonly<Record<RowFilter, readonly JudgedExample[]>> = {
    all: [...wrong, ...right, ...skipped],
    wrong,
    skipped,
  };
  const listed = lists[options.filter];
  const more = listed.length - options.rowsShown;
  return [
    filterBar(lists, options),
    ...listed.slice(0, options.rowsShown).map((each) => exampleView(each, options)),
    ...(listed.length === 0 ? [element('p', { class: 'missing' }, 'No such row.')] : []),
    ...(more > 0
      ? [button(`Show more (${more} rows)`, { class: 'secondary' }, options.showMoreRows)]
      : []),
  ];
}

const filterLabels: Readonly<Record<RowFilter, string>> = {
  all: 'All',
  wrong: 'Wrong',
  skipped: 'Not scored',
};

function filterBar(
  lists: Readonly<Record<RowFilter, readonly JudgedExample[]>>,
  { filter, filterBy }: ScoredRowsOptions,
): HTMLElement {
  const buttons = (['all', 'wrong', 'skipped'] as const).map((each) => {
    const attributes = { 'aria-pressed': String(each === filter) };
    const label = `${filterLabels[each]} ${lists[each].length}`;
    return button(label, { class: 'icon', attributes }, () => filterBy(each));
  });
  const attributes = { 'aria-label': 'Rows listed' };
  return element('div', { class: 'filters', role: 'group', attributes }, ...buttons);
}

function exampleView({ example, verdict }: JudgedExample, options: ScoredRowsOptions): HTMLElement {
  const link = button(
    `Row ${example.row}`,
    { class: 'link row-number', title: 'Show this row' },
    () => options.showRow(example.row),
  );
  if (verdict.prediction === null) {
    const reason = example.skipped ?? 'a score for this comparison is missing';
    return element(
      'article',
      { class: 'scored' },
      element('header', {}, link),
      element('p', { class: 'missing' }, `Not scored: ${reason}`),
    );
  }
  const shares = choiceShares(example.choices);
  return element(
    'article',
    { class: 'scored' },
    element('header', {}, link, verdictView(verdict)),
    element(
      'ul',
      { class: 'bars' },
      ...example.choices.map((_, index) =>
        choiceLine({ example, verdict }, index, shares[index] ?? 0),
      ),
    ),
  );
}

function verdictView({ target, correct }: ScoreVerdict): HTMLElement {
  if (target === null) {
    return element('span', { class: 'verdict' }, 'no target among the choices');
  }
  return correct
    ? element('span', { class: 'verdict right' }, '✓ right')
    : element('span', { class: 'verdict wrong' }, '✗ wrong');
}

function choiceLine(
  { example, verdict }: JudgedExample,
  index: number,
  share: number,
): HTMLElement {
  const choice = example.choices[index];
  const isPrediction = verdict.prediction === index;
  const isTarget = verdict.target === index;
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
