import { describeTime } from './describe-time.ts';
import { button, element } from './elements.ts';
import type { RunProgress } from './messages.ts';

/** Progress of a score; one node over the whole run, so that a click on Cancel never falls between two updates. */
export interface ProgressView {
  readonly node: HTMLElement;
  update(progress: RunProgress): void;
}

export function createProgressView(cancel: () => void): ProgressView {
  const text = element('span', { role: 'status' });
  const left = element('span', { class: 'time-left' });
  const bar = element('progress', { attributes: { 'aria-label': 'Scoring' } });
  return {
    node: element(
      'div',
      { class: 'progress' },
      text,
      bar,
      left,
      button('Cancel', { class: 'secondary' }, cancel),
    ),
    update({ done, total, millisecondsLeft, weights }) {
      const shown = weights ?? { what: '', done, total };
      text.textContent = weights?.what ?? scoringText(done, total);
      left.textContent = millisecondsLeft === null ? '' : `${describeTime(millisecondsLeft)} left`;
      if (shown.total > 0) {
        bar.max = shown.total;
        bar.value = shown.done;
      } else {
        bar.removeAttribute('value');
      }
    },
  };
}

function scoringText(done: number, total: number): string {
  return total > 0 ? `Scoring: ${done} of ${total} rows` : 'Starting the model…';
}
