import { button, element } from './elements.ts';

/** Progress of a score; one node over the whole run, so that a click on Cancel never falls between two updates. */
export interface ProgressView {
  readonly node: HTMLElement;
  update(done: number, total: number): void;
}

export function createProgressView(cancel: () => void): ProgressView {
  const text = element('span', { role: 'status' });
  const bar = element('progress', { attributes: { 'aria-label': 'Scoring' } });
  return {
    node: element(
      'div',
      { class: 'progress' },
      text,
      bar,
      button('Cancel', { class: 'secondary' }, cancel),
    ),
    update(done, total) {
      text.textContent = total > 0 ? `Scoring: ${done} of ${total} rows` : 'Starting the model…';
      if (total > 0) {
        bar.max = total;
        bar.value = done;
      } else {
        bar.removeAttribute('value');
      }
    },
  };
}
