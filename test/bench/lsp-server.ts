import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { LinePosition } from '../../server/src/text/line-index.ts';

/** A language server of which the built program runs at the end of its standard input and output. */
export interface BenchServer extends AsyncDisposable {
  open(path: string, text: string): Promise<void>;
  /** Inserts a text, and waits for nothing. */
  type(path: string, version: number, position: LinePosition, text: string): Promise<void>;
  /** The diagnostics of a version: asked for, or those that the server sends by itself. */
  diagnostics(path: string, version: number): Promise<readonly unknown[]>;
  request(method: string, path: string, position: LinePosition): Promise<unknown>;
  /** Of the server's own process; `undefined` where the system does not say. */
  memory(): Memory | undefined;
}

export interface Memory {
  readonly nowMb: number;
  readonly peakMb: number;
}

export interface ServerOptions {
  readonly program: readonly string[];
  readonly pulls: boolean;
  readonly settings: unknown;
}

const asVsCode = {
  diagnostic: {},
  completion: {
    completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode'] },
  },
};

const root = join(import.meta.dirname, '..', '..');

export async function startServer({
  program,
  pulls,
  settings,
}: ServerOptions): Promise<BenchServer> {
  const child = spawn(process.execPath, [...program], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const pushes = listenForPushes(connection);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => settings),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(root).href,
    capabilities: {
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        ...(pulls && asVsCode),
      },
      workspace: { configuration: true },
    },
  });
  await connection.sendNotification('initialized', {});
  return {
    open: (path, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(path), languageId: 'yaml', version: 1, text },
      }),
    type: (path, version, position, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(path), version },
        contentChanges: [{ range: { start: position, end: position }, text }],
      }),
    async diagnostics(path, version) {
      if (!pulls) return pushes.next(uriOf(path), version);
      const report: { items: unknown[] } = await connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: uriOf(path) },
      });
      return report.items;
    },
    request: (method, path, position) =>
      connection.sendRequest(method, { textDocument: { uri: uriOf(path) }, position }),
    memory: () => memoryOf(child),
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      await once(child, 'exit');
    },
  };
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

interface Push {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}

/** A server that does not tell the version means the last one: then each push counts once. */
function listenForPushes(connection: ProtocolConnection) {
  const arrived: Push[] = [];
  let wake = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (push: Push) => {
    arrived.push(push);
    wake();
  });
  return {
    async next(uri: string, version: number): Promise<readonly unknown[]> {
      for (;;) {
        const push = arrived.shift();
        if (push?.uri === uri && (push.version ?? version) === version) return push.diagnostics;
        if (push === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

/** What Linux says; elsewhere unknown. */
function memoryOf({ pid }: ChildProcess): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const read = (key: string) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { nowMb: read('VmRSS'), peakMb: read('VmHWM') };
  } catch {
    return undefined;
  }
}
