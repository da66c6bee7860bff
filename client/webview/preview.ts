/** The page of the preview panel: shows the state it is sent and reports what the user does. */
import './preview.css';
import { element, replaceChanged } from './elements.ts';
import { fileScoreView } from './file-score-view.ts';
import type {
  MessageFromPage,
  MessageToPage,
  PreviewState,
  RowFilter,
  SavedPage,
} from './messages.ts';
import { listenToPieces } from './origins.ts';
import { createProgressView } from './progress-view.ts';
import { notice, rowsView } from './rows-view.ts';
import { scoreView } from './score-view.ts';
import { createToolbar } from './toolbar.ts';

interface VsCodeApi {
  postMessage(message: MessageFromPage): void;
  // VS Code gives back what `setState` kept.
  getState(): SavedPage | undefined;
  setState(saved: SavedPage): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A page of thousands of rows would be slow; nobody reads so many. */
const ROWS_AT_ONCE = 50;

const vscode = acquireVsCodeApi();
let saved: SavedPage = {
  showsInvisible: false,
  showsOrigins: true,
  tab: 'rows',
  ...vscode.getState(),
};
let state: PreviewState | undefined;
let shownPlace = '';
let rowsShown = ROWS_AT_ONCE;

const body = document.createElement('div');
body.id = 'content';
body.role = 'tabpanel';
const progress = createProgressView(() => vscode.postMessage({ kind: 'cancelScore' }));
const fileProgress = createProgressView(() => vscode.postMessage({ kind: 'cancelScoreFile' }));
const toolbar = createToolbar({
  showRow,
  selectTab: (tab) => save({ tab }),
  toggleInvisible: () => save({ showsInvisible: !saved.showsInvisible }),
  toggleOrigins: () => save({ showsOrigins: !saved.showsOrigins }),
  filterRows: (filter) => vscode.postMessage({ kind: 'filterRows', filter, offset: 0 }),
  draw: (seed) => vscode.postMessage({ kind: 'draw', seed }),
  showVariants: (isOn) => vscode.postMessage({ kind: 'showVariants', isOn }),
  score: () => (saved.tab === 'templates' ? scoreFile() : startScore()),
});
const foot = element('footer', { class: 'foot', attributes: { 'aria-hidden': 'true' } });
document.body.append(toolbar.node, body, foot);
listenToPieces(body, {
  point(description) {
    foot.textContent = description;
  },
  reveal: (range) => vscode.postMessage({ kind: 'reveal', range }),
});

window.addEventListener('message', ({ data }: MessageEvent<MessageToPage>) => {
  if (data.kind === 'showTab') {
    save({ tab: data.tab });
    return;
  }
  const wasScoring = state?.score.kind === 'running';
  state = data.state;
  // A score that someone started elsewhere, such as by the lens over the template, comes to the front.
  const starts = !wasScoring && state.score.kind === 'running';
  save({ target: state.target, ...(starts ? { tab: 'scores' as const } : {}) });
});

window.addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  const isTab = event.target instanceof HTMLElement && event.target.role === 'tab';
  if (isTyping || isTab || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === 'ArrowLeft') {
    toolbar.step(-1);
  } else if (event.key === 'ArrowRight') {
    toolbar.step(1);
  } else if (event.key === '/' && saved.tab === 'rows') {
    event.preventDefault();
    toolbar.focusFilter();
  }
});

vscode.postMessage({ kind: 'ready' });

function save(change: Partial<SavedPage>): void {
  saved = { ...saved, ...change };
  vscode.setState(saved);
  show();
}

function show(): void {
  if (state === undefined) {
    return;
  }
  toolbar.update(state, saved);
  body.setAttribute('aria-labelledby', `tab-${saved.tab}`);
  replaceChanged(body, nodesOf(saved.tab, state));
  scrollToNewPlace(state);
}

/** Another template or other rows start at the top; an edit leaves the page where it is. */
function scrollToNewPlace({ target }: PreviewState): void {
  const place = `${saved.tab} ${target.uri} ${target.templateId} ${target.offset} ${target.filter}`;
  if (place !== shownPlace) {
    shownPlace = place;
    rowsShown = ROWS_AT_ONCE;
    window.scrollTo(0, 0);
  }
}

function nodesOf(tab: SavedPage['tab'], shown: PreviewState): readonly Node[] {
  switch (tab) {
    case 'rows':
      return rowNodes(shown);
    case 'scores':
      return scoreNodes(shown);
    case 'templates':
      return fileNodes(shown);
  }
}

function rowNodes({ content, cursor }: PreviewState): readonly Node[] {
  switch (content.kind) {
    case 'loading':
      return [];
    case 'message':
      return [notice(content.text)];
    case 'rendered':
      return rowsView(content.result, {
        showsInvisible: saved.showsInvisible,
        showsOrigins: saved.showsOrigins,
        cursor,
        reveal: (range) => vscode.postMessage({ kind: 'reveal', range }),
      });
  }
}

function scoreNodes({ score, scoringOff }: PreviewState): readonly Node[] {
  return scoreView(score, {
    score: startScore,
    progress,
    showRow(row) {
      vscode.postMessage({ kind: 'filterRows', filter: '', offset: row });
      save({ tab: 'rows' });
    },
    scoringOff,
    normalization: saved.normalization,
    compareBy(normalization) {
      save({ normalization });
      // The list was drawn anew; the focus goes back to it.
      document.querySelector('select')?.focus();
    },
    filter: saved.rowFilter ?? 'all',
    filterBy(rowFilter: RowFilter) {
      rowsShown = ROWS_AT_ONCE;
      save({ rowFilter });
    },
    rowsShown,
    showMoreRows() {
      rowsShown += ROWS_AT_ONCE;
      show();
    },
    exportAs: (format, normalization) =>
      vscode.postMessage({ kind: 'exportScore', format, normalization }),
  });
}

function fileNodes({ fileScore, scoringOff }: PreviewState): readonly Node[] {
  return fileScoreView(fileScore, {
    score: scoreFile,
    progress: fileProgress,
    showTemplate: (templateId) => vscode.postMessage({ kind: 'showTemplate', templateId }),
    scoringOff,
    exportAs: (format) => vscode.postMessage({ kind: 'exportFileScore', format }),
  });
}

function startScore(): void {
  vscode.postMessage({ kind: 'score' });
}

function scoreFile(): void {
  vscode.postMessage({ kind: 'scoreFile' });
}

function showRow(row: number): void {
  vscode.postMessage({ kind: 'showRow', row });
}
