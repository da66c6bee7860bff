import { describeMatches } from './describe-matches.ts';
import { element } from './elements.ts';
import type { PreviewState } from './messages.ts';

export interface FilterBoxOptions {
  readonly filterRows: (filter: string) => void;
}

export interface FilterBox {
  readonly node: HTMLElement;
  update(state: PreviewState, isShown: boolean): void;
  focus(): void;
}

/** After the last keystroke; Enter does not wait. */
const delayMs = 400;

/** The rows that somebody looks for, by words or conditions, with the number of those that were found. */
export function createFilterBox({ filterRows }: FilterBoxOptions): FilterBox {
  let asked = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const field = element('input', {
    title:
      'Words to look for in all columns, or conditions such as label = positive and text ~ "a word" (~ is: contains)',
    attributes: {
      'aria-describedby': 'matches',
      'aria-label': 'Filter rows',
      placeholder: 'Filter rows: words, or label = positive and text ~ word',
      spellcheck: 'false',
      type: 'search',
    },
  });
  const matches = element('span', { class: 'matches', attributes: { id: 'matches' } });
  matches.role = 'status';
  const ask = () => {
    clearTimeout(timer);
    const filter = field.value.trim();
    if (filter === asked) return;
    asked = filter;
    filterRows(filter);
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, delayMs);
  });
  field.addEventListener('change', ask);
  // The cross in the box, and Escape.
  field.addEventListener('search', ask);
  return {
    node: element('div', { class: 'filter', role: 'search' }, field, matches),
    update({ target, content }, isShown) {
      this.node.hidden = !isShown;
      asked = target.filter;
      // What somebody types stays.
      if (document.activeElement !== field) field.value = target.filter;
      const problem = content.kind === 'rendered' ? content.result.filterProblem : undefined;
      const isBad =
        problem !== undefined && content.kind === 'rendered' && content.filter === asked;
      field.setAttribute('aria-invalid', String(isBad));
      matches.textContent = isBad ? problem : describeMatches({ target, content });
    },
    focus: () => field.select(),
  };
}
