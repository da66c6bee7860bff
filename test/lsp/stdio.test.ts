import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  createProtocolConnection,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const entry = join(import.meta.dirname, '../../server/src/lsp/main.ts');

suite('language server over standard input and output', () => {
  test('starts, answers, lints and ends with its client', async () => {
    const server = spawn(process.execPath, [entry, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const pushed = new Promise<PublishDiagnosticsParams>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    connection.listen();
    const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(serverInfo?.name, 'P3 Workbench');
    await connection.sendNotification('initialized', {});
    const uri = 'file:///nowhere/templates.yaml';
    const text =
      "dataset: reviews\ntemplates:\n  a1: !Template\n    id: a1\n    jinja: '{{ text'\n";
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.ok((await pushed).diagnostics.some(({ code }) => code === 'jinja-syntax'));
    await connection.sendRequest('shutdown');
    const exit = once(server, 'exit');
    await connection.sendNotification('exit');
    const [status] = await exit;
    assert.equal(status, 0);
    connection.dispose();
  });
});
