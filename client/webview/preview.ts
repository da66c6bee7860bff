/** The page of the preview panel: shows the state it is sent and reports what the user does. */
import './preview.css';
import { element, replaceChanged } from './elements.ts';
import type { MessageFromPage, MessageToPage, PreviewState, SavedPage } from './messages.ts';
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

const vscode = acquireVsCodeApi();
let saved: SavedPage = {
  showsInvisible: false,
  showsOrigins: true,
  tab: 'rows',
  ...vscode.getState(),
};
let state: PreviewState | undefined;
let shownPlace = '';

const body = document.createElement('div');
body.id = 'content';
body.role = 'tabpanel';
const progress = createProgressView(() => vscode.postMessage({ kind: 'cancelScore' }));
const toolbar = createToolbar({
  showRow,
  selectTab: (tab) => save({ tab }),
  toggleInvisible: () => save({ showsInvisible: !saved.showsInvisible }),
  toggleOrigins: () => save({ showsOrigins: !saved.showsOrigins }),
  draw: (seed) => vscode.postMessage({ kind: 'draw', seed }),
  showVariants: (isOn) => vscode.postMessage({ kind: 'showVariants', isOn }),
  score: startScore,
});
const foot = element('footer', { class: 'foot', attributes: { 'aria-hidden': 'true' } });
document.body.append(toolbar.node, body, foot);
listenToPieces(body, {
  point(description) {
    foot.textContent = description;
  },
  reveal: (range) => vscode.postMessage({ kind: 'reveal', range }),
});

window.addEventListener('message', (event: MessageEvent<MessageToPage>) => {
  const wasScoring = state?.score.kind === 'running';
  state = event.data.state;
  // A score that someone started elsewhere, such as by the lens over the template, comes to the front.
  const starts = !wasScoring && state.score.kind === 'running';
  save({ target: state.target, ...(starts ? { tab: 'scores' as const } : {}) });
});

window.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  const isTab = event.target instanceof HTMLElement && event.target.role === 'tab';
  if (isTyping || isTab || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === 'ArrowLeft') {
    toolbar.step(-1);
  } else if (event.key === 'ArrowRight') {
    toolbar.step(1);
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
  replaceChanged(body, saved.tab === 'rows' ? rowNodes(state) : scoreNodes(state));
  scrollToNewPlace(state);
}

/** Another template or other rows start at the top; an edit leaves the page where it is. */
function scrollToNewPlace({ target }: PreviewState): void {
  const place = `${saved.tab} ${target.uri} ${target.templateId} ${target.offset}`;
  if (place !== shownPlace) {
    shownPlace = place;
    window.scrollTo(0, 0);
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
      showRow(row);
      save({ tab: 'rows' });
    },
    scoringOff,
  });
}

function startScore(): void {
  vscode.postMessage({ kind: 'score' });
}

function showRow(row: number): void {
  vscode.postMessage({ kind: 'showRow', row });
}
