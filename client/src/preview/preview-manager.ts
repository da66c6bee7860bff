import * as vscode from 'vscode';
import type { RenderResult, TemplateSummary } from '../../../server/src/protocol/requests.ts';
import type {
  FileScoreState,
  MessageFromPage,
  PreviewContent,
  PreviewTarget,
  ScoreMessage,
  ScoreState,
  Tab,
} from '../../webview/messages.ts';
import { currentSettings } from '../configuration.ts';
import type { TemplateServer } from '../language-client.ts';
import { activeTemplateEditor, templateAt } from '../template-at-cursor.ts';
import type { Trust } from '../trust.ts';
import { cursorIn, documentOf, moveCursorInto, nameOf, revealInEditor } from './editors.ts';
import {
  attachPreviewPanel,
  openWebview,
  type PreviewPanel,
  previewViewType,
} from './preview-panel.ts';
import { previewText } from './preview-text.ts';
import { type RenderedPreview, renderPreview } from './render-preview.ts';
import { savedTarget } from './saved-target.ts';
import { createScoreBoard, type TemplateReference } from './score-board.ts';

/** The one preview panel: follows the cursor, renders while the user types, shows scores. */
export interface PreviewManager extends vscode.Disposable {
  /** Opens the panel on a template, from that row on or on that tab; resolves with its render, if there is one. */
  show(template: TemplateReference, place?: PreviewPlace): Promise<RenderResult | undefined>;
  scoreOf(template: TemplateReference): ScoreState;
  setScore(template: TemplateReference, state: ScoreState): void;
  fileScoreOf(uri: string): FileScoreState;
  setFileScore(uri: string, state: FileScoreState): void;
  /** The seed that the panel shows. */
  seed(): number;
  readonly onDidRender: vscode.Event<RenderResult>;
  /** The user asks for a score in the panel, or for something to be done with one. */
  readonly onDidAskForScore: vscode.Event<ScoreWish>;
}

/** What of a template is shown; as before when left out. */
export interface PreviewPlace {
  readonly row?: number;
  readonly tab?: Tab;
}

export interface ScoreWish {
  readonly target: TemplateReference;
  readonly message: ScoreMessage;
}

export interface PreviewOptions {
  readonly extensionUri: vscode.Uri;
  readonly server: TemplateServer;
  readonly trust: Trust;
}

/** What the panel looks at before there is anything to look at. */
const nothing: PreviewTarget = {
  uri: '',
  templateId: '',
  offset: 0,
  filter: '',
  seed: 0,
  showsVariants: false,
};

const editDelayMs = 100;
const cursorDelayMs = 40;

export function createPreviewManager(options: PreviewOptions): PreviewManager {
  return new PanelPreviewManager(options);
}

class PanelPreviewManager implements PreviewManager {
  readonly #options: PreviewOptions;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #scores = createScoreBoard();
  readonly #rendered = new vscode.EventEmitter<RenderResult>();
  readonly #wishes = new vscode.EventEmitter<ScoreWish>();
  #panel: PreviewPanel | undefined;
  #webview: vscode.WebviewPanel | undefined;
  #target: PreviewTarget | undefined;
  #content: PreviewContent = { kind: 'loading' };
  #run = new vscode.CancellationTokenSource();
  #newest: Promise<RenderResult | undefined> = Promise.resolve(undefined);
  #timer: NodeJS.Timeout | undefined;

  readonly onDidRender = this.#rendered.event;
  readonly onDidAskForScore = this.#wishes.event;

  constructor(options: PreviewOptions) {
    this.#options = options;
    const { workspace, window } = vscode;
    this.#subscriptions.push(
      this.#rendered,
      this.#wishes,
      window.registerWebviewPanelSerializer(previewViewType, {
        deserializeWebviewPanel: async (panel, saved) => this.#restore(panel, saved),
      }),
      window.onDidChangeActiveTextEditor(() => this.#schedule(cursorDelayMs)),
      window.onDidChangeTextEditorSelection(() => this.#schedule(cursorDelayMs)),
      workspace.onDidChangeTextDocument(({ document }) => this.#onDocument(document, editDelayMs)),
      workspace.onDidOpenTextDocument((document) => this.#onDocument(document, 0)),
      workspace.onDidCloseTextDocument((document) => this.#onDocument(document, 0)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('p3')) {
          this.#schedule(editDelayMs);
        }
      }),
      options.trust.onDidGrant(() => this.#schedule(0)),
      options.server.onDidChangeState(() => this.#schedule(0)),
      options.server.datasets.onDidChange(() => this.#schedule(editDelayMs)),
    );
  }

  async show(
    template: TemplateReference,
    { row, tab }: PreviewPlace = {},
  ): Promise<RenderResult | undefined> {
    const shown = this.#targetIn(template.uri);
    const place = row === undefined ? {} : { offset: row, filter: '' };
    this.#target = { ...shown, ...template, ...place };
    if (this.#panel === undefined) {
      this.#attach(openWebview(this.#options.extensionUri));
    } else {
      this.#panel.reveal();
    }
    if (tab !== undefined) {
      this.#panel?.showTab(tab);
    }
    await moveCursorInto(template, this.#options.server);
    void this.#refresh();
    return this.#settled();
  }

  scoreOf(template: TemplateReference): ScoreState {
    const shown = this.#content.kind === 'rendered' ? this.#content.result : undefined;
    const isShown = shown?.uri === template.uri && shown.template.id === template.templateId;
    return this.#scores.stateOf(template, isShown ? shown.template : undefined);
  }

  seed(): number {
    return this.#target?.seed ?? 0;
  }

  setScore(template: TemplateReference, state: ScoreState): void {
    this.#scores.set(template, state);
    this.#send();
  }

  fileScoreOf(uri: string): FileScoreState {
    return this.#scores.fileStateOf(uri);
  }

  setFileScore(uri: string, state: FileScoreState): void {
    this.#scores.setFile(uri, state);
    this.#send();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#run.cancel();
    this.#run.dispose();
    this.#webview?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #attach(webview: vscode.WebviewPanel): void {
    this.#webview = webview;
    this.#panel = attachPreviewPanel(webview, this.#options.extensionUri, {
      onMessage: (message) => this.#onMessage(message),
      onDispose: () => {
        this.#panel = undefined;
        this.#webview = undefined;
        this.#run.cancel();
      },
    });
  }

  /** After a reload of the window VS Code hands back the panel and what its page had saved. */
  #restore(panel: vscode.WebviewPanel, saved: unknown): void {
    this.#webview?.dispose();
    this.#target = savedTarget(saved);
    this.#attach(panel);
    void this.#refresh();
  }

  #onDocument(document: vscode.TextDocument, delayMs: number): void {
    if (document.uri.toString() === this.#target?.uri) {
      this.#schedule(delayMs);
    }
  }

  #schedule(delayMs: number): void {
    if (this.#panel === undefined) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), delayMs);
  }

  /** The result of the newest run: the move of the cursor may have started another one meanwhile. */
  async #settled(): Promise<RenderResult | undefined> {
    const newest = this.#newest;
    const result = await newest;
    return newest === this.#newest ? result : this.#settled();
  }

  #refresh(): Promise<RenderResult | undefined> {
    this.#newest = this.#renderAndShow();
    return this.#newest;
  }

  async #renderAndShow(): Promise<RenderResult | undefined> {
    this.#run.cancel();
    this.#run.dispose();
    this.#run = new vscode.CancellationTokenSource();
    const { token } = this.#run;
    const editor = activeTemplateEditor();
    const uri = editor?.document.uri.toString() ?? this.#target?.uri;
    if (uri === undefined) {
      this.#display({ content: { kind: 'message', text: previewText.deleted } });
      return undefined;
    }
    const rendered = await this.#render(uri, editor, token);
    if (token.isCancellationRequested) {
      return undefined;
    }
    // The reply is for text that is no longer there.
    if (rendered.result && rendered.result.version !== documentOf(uri)?.version) {
      return this.#refresh();
    }
    this.#display(rendered, uri);
    return rendered.result;
  }

  async #render(
    uri: string,
    editor: vscode.TextEditor | undefined,
    token: vscode.CancellationToken,
  ): Promise<RenderedPreview> {
    const refusal = this.#options.trust.refusal();
    const closed = documentOf(uri) === undefined ? previewText.closed(nameOf(uri)) : null;
    const text = refusal ?? closed;
    if (text !== null) {
      return { content: { kind: 'message', text } };
    }
    const { templateId, offset, filter, seed, showsVariants } = this.#targetIn(uri);
    const draws = showsVariants ? ({ kind: 'all' } as const) : ({ kind: 'seed', seed } as const);
    const choose = (templates: readonly TemplateSummary[]) =>
      editor === undefined
        ? templates.find((template) => template.id === templateId)
        : templateAt(templates, editor.selection.active);
    const limit = currentSettings()['p3.preview.rows'];
    return renderPreview(
      this.#options.server,
      { uri, offset, limit, filter, draws, choose },
      token,
    );
  }

  /** The same rows of another template of the file, the first ones of another file. */
  #targetIn(uri: string): PreviewTarget {
    const target = this.#target ?? nothing;
    return target.uri === uri ? target : { ...target, uri, templateId: '', offset: 0, filter: '' };
  }

  #display(rendered: RenderedPreview, uri?: string): void {
    this.#content = rendered.content;
    if (uri !== undefined) {
      const target = this.#targetIn(uri);
      this.#target = { ...target, templateId: rendered.templateId ?? target.templateId };
    }
    if (rendered.result !== undefined) {
      this.#panel?.setTitle(`P3: ${rendered.result.template.name}`);
      this.#rendered.fire(rendered.result);
    }
    this.#send();
  }

  #send(): void {
    const target = this.#target ?? nothing;
    this.#panel?.show({
      target,
      content: this.#content,
      score: this.scoreOf(target),
      fileScore: this.fileScoreOf(target.uri),
      scoringOff: this.#options.trust.refusal(),
      cursor: cursorIn(target.uri),
    });
  }

  #onMessage(message: MessageFromPage): void {
    const target = this.#target;
    if (target === undefined) {
      return;
    }
    switch (message.kind) {
      case 'showRow':
        this.#target = { ...target, offset: message.row };
        void this.#refresh();
        return;
      case 'filterRows':
        this.#target = { ...target, filter: message.filter, offset: message.offset };
        // The page tells that it searches.
        this.#send();
        void this.#refresh();
        return;
      case 'draw':
        this.#target = { ...target, seed: message.seed };
        void this.#refresh();
        return;
      case 'showVariants':
        this.#target = { ...target, showsVariants: message.isOn };
        void this.#refresh();
        return;
      case 'reveal':
        void revealInEditor(target.uri, message.range);
        return;
      case 'showTemplate':
        void this.show({ uri: target.uri, templateId: message.templateId }, { tab: 'scores' });
        return;
      case 'ready':
        return;
      default:
        this.#wishes.fire({ target, message });
    }
  }
}
