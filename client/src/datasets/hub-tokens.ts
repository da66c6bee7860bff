import { createCipheriv, randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { TemplateServer } from '../language-client.ts';

/** The tokens of Hubs, which VS Code keeps among its secrets. */
export interface HubTokens extends vscode.Disposable {
  /** Asks the user for the token of the Hub that is asked for datasets. */
  set(): Promise<void>;
  clear(): Promise<void>;
}

export interface HubTokensParts {
  readonly server: TemplateServer;
  readonly secrets: vscode.SecretStorage;
  /** 32 bytes that the server has as well, so that tokens go to it sealed. */
  readonly key: Buffer;
}

const secretName = 'p3.hubTokens';

/** The server is told at its start, and whenever this or another window changes them. */
export function createHubTokens({ server, secrets, key }: HubTokensParts): HubTokens {
  const { datasets } = server;

  async function read(): Promise<Record<string, string>> {
    const text = await secrets.get(secretName);
    return text === undefined ? {} : JSON.parse(text);
  }

  async function send(): Promise<void> {
    const tokens = await read();
    if (server.isRunning()) await datasets.sendTokens(seal(JSON.stringify(tokens), key));
  }

  const subscriptions = [
    server.onDidChangeState(() => void send()),
    secrets.onDidChange((change) => {
      if (change.key === secretName) void send();
    }),
  ];
  return {
    async set() {
      const address = await datasets.hubEndpoint();
      const token = await vscode.window.showInputBox({
        title: `Token for ${address}`,
        prompt: 'It is kept among the secrets of VS Code, and sent to this Hub alone.',
        placeHolder: 'hf_…',
        password: true,
        ignoreFocusOut: true,
        validateInput: (text) =>
          /^[\x21-\x7e]*$/.test(text.trim()) ? null : 'A token is one word without blanks.',
      });
      if (token === undefined || token.trim() === '') return;
      await secrets.store(
        secretName,
        JSON.stringify({ ...(await read()), [address]: token.trim() }),
      );
      void vscode.window.setStatusBarMessage(`The token for ${address} is kept.`, 5000);
    },
    async clear() {
      await secrets.delete(secretName);
      void vscode.window.setStatusBarMessage('The tokens of Hubs are forgotten.', 5000);
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}

/** AES-256-GCM: nonce, tag and text in base64. */
function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}
