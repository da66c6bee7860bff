import * as vscode from 'vscode';
import { restrictedModeMessage } from '../../server/src/protocol/trust.ts';

/** What is allowed in a workspace that the user has not trusted yet: everything that runs nothing of it. */
export interface Trust {
  /** Why rendering and scoring are off, as a sentence; null when they are on. */
  refusal(): string | null;
  readonly onDidGrant: vscode.Event<void>;
}

export function createTrust(): Trust {
  return {
    refusal: () => (vscode.workspace.isTrusted ? null : restrictedModeMessage),
    onDidGrant: vscode.workspace.onDidGrantWorkspaceTrust,
  };
}
