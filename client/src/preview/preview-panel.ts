import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { MessageFromPage, MessageToPage, PreviewState, Tab } from '../../webview/messages.ts';
import { previewHtml } from './preview-html.ts';

export const previewViewType = 'p3.preview';

/** One webview from opening to closing: shows states, passes on what the user does. */
export interface PreviewPanel {
  show(state: PreviewState): void;
  /** Brings a tab to the front, once the page is there. */
  showTab(tab: Tab): void;
  setTitle(title: string): void;
  reveal(): void;
}

export interface PreviewPanelEvents {
  readonly onMessage: (message: MessageFromPage) => void;
  readonly onDispose: () => void;
}

/** Beside the active editor, which keeps the focus. */
export function openWebview(extensionUri: vscode.Uri): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    previewViewType,
    'P3 Preview',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    webviewOptions(extensionUri),
  );
}

/** Fills a panel, new or brought back by VS Code after a reload of the window. */
export function attachPreviewPanel(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  events: PreviewPanelEvents,
): PreviewPanel {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist/webview');
  const toUri = (name: string) =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  let latest: PreviewState | undefined;
  let wantedTab: Tab | undefined;
  let isReady = false;
  // It resolves to false while the panel is hidden; the page asks again when it is shown.
  const send = (message: MessageToPage) => void panel.webview.postMessage(message);
  const post = () => {
    if (!isReady) return;
    if (latest !== undefined) send({ kind: 'state', state: latest });
    if (wantedTab !== undefined) send({ kind: 'showTab', tab: wantedTab });
    wantedTab = undefined;
  };
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'icon.png');
  panel.onDidDispose(events.onDispose);
  panel.webview.options = webviewOptions(extensionUri);
  panel.webview.onDidReceiveMessage((message: MessageFromPage) => {
    if (message.kind === 'ready') {
      isReady = true;
      post();
    } else {
      events.onMessage(message);
    }
  });
  panel.webview.html = previewHtml({
    cspSource: panel.webview.cspSource,
    scriptUri: toUri('preview.js'),
    styleUri: toUri('preview.css'),
    nonce: randomBytes(18).toString('base64url'),
  });
  return {
    show(state) {
      latest = state;
      post();
    },
    showTab(tab) {
      wantedTab = tab;
      post();
    },
    setTitle(title) {
      panel.title = title;
    },
    reveal: () => panel.reveal(undefined, true),
  };
}

function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist/webview')],
  };
}
