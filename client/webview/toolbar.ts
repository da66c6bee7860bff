import { createDrawControls, type DrawControlsOptions } from './draw-controls.ts';
import { button, element } from './elements.ts';
import { createFilterBox, type FilterBoxOptions } from './filter-box.ts';
import type { PreviewState, SavedPage, Tab } from './messages.ts';

export interface ToolbarOptions extends DrawControlsOptions, FilterBoxOptions {
  readonly showRow: (row: number) => void;
  readonly selectTab: (tab: Tab) => void;
  readonly toggleInvisible: () => void;
  readonly toggleOrigins: () => void;
  readonly score: () => void;
}

export interface Toolbar {
  readonly node: HTMLElement;
  update(state: PreviewState, saved: SavedPage): void;
  /** Goes to the rows before or behind those shown. */
  step(direction: -1 | 1): void;
  focusFilter(): void;
}

/** Name of the template, row navigation, tabs and switches; updated in place, so that focus stays. */
export function createToolbar(options: ToolbarOptions): Toolbar {
  const name = element('h1', { class: 'template-name' });
  const origin = element('span', { class: 'origin' });
  const navigation = createNavigation(options.showRow);
  const tabs = createTabs(options.selectTab);
  const invisible = button(
    '¶',
    { class: 'icon', title: 'Show invisible characters: line ends, tabs, stray blanks' },
    options.toggleInvisible,
  );
  const origins = button(
    '{ }',
    { class: 'icon', title: 'Show which text comes from fields, and lead to its place' },
    options.toggleOrigins,
  );
  const draws = createDrawControls(options);
  const filter = createFilterBox(options);
  const score = button('Score', { class: 'primary' }, options.score);
  return {
    node: element(
      'header',
      { class: 'toolbar' },
      element('div', { class: 'heading' }, name, origin),
      element('div', { class: 'controls' }, tabs.node, navigation.node, origins, invisible, score),
      filter.node,
      draws.node,
    ),
    update(state, saved) {
      const result = state.content.kind === 'rendered' ? state.content.result : undefined;
      name.textContent = result?.template.name ?? (name.textContent || 'P3 Preview');
      const rowsOrigin = result?.rowsOrigin ?? '';
      origin.textContent = rowsOrigin.split(/[\\/]/).slice(-2).join('/');
      origin.title = rowsOrigin;
      navigation.update(state, saved.tab === 'rows');
      tabs.update(saved.tab);
      invisible.setAttribute('aria-pressed', String(saved.showsInvisible));
      invisible.hidden = saved.tab !== 'rows';
      origins.setAttribute('aria-pressed', String(saved.showsOrigins));
      origins.hidden = saved.tab !== 'rows';
      filter.update(state, saved.tab === 'rows');
      draws.update(state, saved.tab === 'rows');
      const run = saved.tab === 'templates' ? state.fileScore : state.score;
      score.disabled = run.kind === 'running' || state.scoringOff !== null;
      score.textContent = saved.tab === 'templates' ? 'Score all' : 'Score';
      score.title = state.scoringOff ?? 'Score the template on the rows of its dataset';
    },
    step: navigation.step,
    focusFilter: filter.focus,
  };
}

interface Tabs {
  readonly node: HTMLElement;
  update(selected: Tab): void;
}

function createTabs(select: (tab: Tab) => void): Tabs {
  const names = { rows: 'Rows', scores: 'Scores', templates: 'All templates' };
  const tabs = (['rows', 'scores', 'templates'] as const).map((tab) => {
    const attributes = { id: `tab-${tab}`, 'aria-controls': 'content' };
    const node = button(names[tab], { class: 'tab', role: 'tab', attributes }, () => select(tab));
    return { tab, node };
  });
  const node = element('div', { class: 'tabs', role: 'tablist' }, ...tabs.map((tab) => tab.node));
  node.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const at = tabs.findIndex((tab) => tab.node === document.activeElement);
    if (step !== 0 && at >= 0) {
      const other = tabs.at((at + step) % tabs.length);
      other?.node.focus();
      other?.node.click();
    }
  });
  return {
    node,
    update(selected) {
      for (const { tab, node: tabNode } of tabs) {
        tabNode.setAttribute('aria-selected', String(tab === selected));
        tabNode.tabIndex = tab === selected ? 0 : -1;
      }
    },
  };
}

interface Navigation {
  readonly node: HTMLElement;
  update(state: PreviewState, isShown: boolean): void;
  step(direction: -1 | 1): void;
}

function createNavigation(showRow: (row: number) => void): Navigation {
  let offset = 0;
  let limit = 1;
  let count: number | null = null;
  const canStep = (direction: -1 | 1) =>
    direction < 0 ? offset > 0 : count === null || offset + limit < count;
  const step = (direction: -1 | 1) => {
    if (canStep(direction)) {
      showRow(Math.max(0, offset + direction * limit));
    }
  };
  const back = button('‹', { class: 'icon', title: 'Previous rows (←)' }, () => step(-1));
  const forth = button('›', { class: 'icon', title: 'Next rows (→)' }, () => step(1));
  const field = element('input', {
    attributes: { 'aria-label': 'First row shown', type: 'number' },
  });
  field.min = '0';
  field.addEventListener('change', () => {
    const row = Number.parseInt(field.value, 10);
    showRow(Math.max(0, Math.min(Number.isNaN(row) ? 0 : row, (count ?? Infinity) - 1)));
  });
  const total = element('span', { class: 'total' });
  return {
    node: element('div', { class: 'navigation' }, back, field, total, forth),
    update(state, isShown) {
      const { content, target } = state;
      offset = target.offset;
      if (content.kind === 'rendered') {
        limit = content.limit;
        count = content.result.rowCount;
      }
      const isEmpty = content.kind === 'rendered' && content.result.rows.length === 0;
      this.node.hidden =
        !isShown || content.kind === 'message' || count === 0 || (isEmpty && offset === 0);
      field.value = String(offset);
      total.textContent = count === null ? '' : `of ${count}`;
      back.disabled = !canStep(-1);
      forth.disabled = !canStep(1);
    },
    step,
  };
}
