import { button, element } from './elements.ts';
import type { PreviewState } from './messages.ts';

export interface DrawControlsOptions {
  readonly draw: (seed: number) => void;
  readonly showVariants: (isOn: boolean) => void;
}

export interface DrawControls {
  readonly node: HTMLElement;
  update(state: PreviewState, isShown: boolean): void;
}

/** The seed of what a template draws at random, a new draw, and the switch to all variants; hidden where none is drawn. */
export function createDrawControls({ draw, showVariants }: DrawControlsOptions): DrawControls {
  let target: PreviewState['target'] | undefined;
  const field = element('input', {
    title: 'The same seed draws the same',
    attributes: { 'aria-label': 'Seed', type: 'number' },
  });
  field.addEventListener('change', () => {
    const seed = Number.parseInt(field.value, 10);
    draw(Number.isSafeInteger(seed) ? seed : 0);
  });
  const again = button('New draw', { class: 'secondary', title: 'Draw with the next seed' }, () =>
    draw((target?.seed ?? 0) + 1),
  );
  const all = button(
    'All variants',
    { class: 'switch', title: 'Show all that can be drawn for each row' },
    () => showVariants(target?.showsVariants !== true),
  );
  const label = element('label', { class: 'seed' }, 'Seed ', field);
  const node = element('div', { class: 'draws', role: 'group' }, label, again, all);
  node.setAttribute('aria-label', 'Random draws');
  return {
    node,
    update(state, isShown) {
      target = state.target;
      const { content } = state;
      const rows = content.kind === 'rendered' ? content.result.rows : [];
      const isRandom = target.showsVariants || rows.some((row) => row.isRandom === true);
      node.hidden = !isShown || !isRandom;
      label.hidden = target.showsVariants;
      again.hidden = target.showsVariants;
      field.value = String(target.seed);
      all.setAttribute('aria-pressed', String(target.showsVariants));
    },
  };
}
