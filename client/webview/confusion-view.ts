import type { ScoreStatistics } from '../../server/src/protocol/requests.ts';
import { element } from './elements.ts';

/** A larger table nobody reads; its largest cells are listed instead. */
const MOST_CLASSES = 10;

/** Which class is taken for which; nothing where there is but one class or no row. */
export function confusionView(statistics: ScoreStatistics): readonly Node[] {
  const { classes, judged } = statistics;
  if (classes.length < 2 || judged === 0) return [];
  const content =
    classes.length <= MOST_CLASSES ? confusionTable(statistics) : largestMistakes(statistics);
  return [
    element(
      'section',
      { class: 'confusion' },
      element('h3', {}, 'Targets and predictions'),
      content,
    ),
  ];
}

function confusionTable({ classes, confusion }: ScoreStatistics): HTMLElement {
  const heading = (text: string, scope: string) =>
    element('th', { title: text, attributes: { scope } }, text || 'empty');
  const head = element(
    'tr',
    {},
    element('th', { class: 'corner' }, 'target ↓ prediction →'),
    ...classes.map(({ name }) => heading(name, 'col')),
    element('th', { title: 'Of the rows of this class, those that are right' }, 'right'),
    element('th', { title: 'Harmonic mean of precision and recall' }, 'F1'),
  );
  const rows = classes.map(({ name, targets, correct, f1 }, target) =>
    element(
      'tr',
      {},
      heading(name, 'row'),
      ...classes.map((_, prediction) =>
        countCell(confusion[target]?.[prediction] ?? 0, targets, target === prediction),
      ),
      element('td', {}, targets === 0 ? '–' : `${correct} of ${targets}`),
      element('td', {}, f1 === null ? '–' : f1.toFixed(2)),
    ),
  );
  return element(
    'div',
    { class: 'scrolls' },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}

function countCell(count: number, rowTotal: number, isRight: boolean): HTMLElement {
  const cell = element('td', { class: isRight ? 'count right' : 'count' }, String(count));
  const share = rowTotal === 0 ? 0 : count / rowTotal;
  cell.style.setProperty('--share', `${Math.round(70 * share)}%`);
  return cell;
}

function largestMistakes({ classes, confusion }: ScoreStatistics): HTMLElement {
  const cells = confusion.flatMap((counts, target) =>
    counts.map((count, prediction) => ({ count, target, prediction })),
  );
  const mistakes = cells
    .filter(({ count, target, prediction }) => count > 0 && target !== prediction)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_CLASSES);
  const nameOf = (index: number) => classes[index]?.name || 'empty';
  return element(
    'ul',
    { class: 'mistakes' },
    ...mistakes.map(({ count, target, prediction }) =>
      element('li', {}, `${nameOf(target)} taken for ${nameOf(prediction)}: ${count}`),
    ),
  );
}
