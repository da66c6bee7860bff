import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { checkout, p3 } from './p3.ts';

suite('p3 language-server', () => {
  test('answers an editor over standard input and output, and ends with it', async () => {
    const main = join(checkout, 'server/src/cli/main.ts');
    const server = spawn(process.execPath, [main, 'language-server', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const closed = new Promise((resolve) => server.once('close', resolve));
    const initialize = { processId: null, rootUri: null, capabilities: {} };
    server.stdin.write(message({ id: 1, method: 'initialize', params: initialize }));
    const [chunk] = await new Promise<Buffer[]>((resolve) =>
      server.stdout.once('data', (...chunks: Buffer[]) => resolve(chunks)),
    );
    assert.match(String(chunk), /^Content-Length: \d+\r\n/);
    server.stdin.write(message({ id: 2, method: 'shutdown' }));
    server.stdin.write(message({ method: 'exit' }));
    assert.equal(await closed, 0);
  });

  test('asks for the transport', async () => {
    const { status, stderr } = await p3(['language-server']);
    assert.match(stderr, /`--stdio` is missing/);
    assert.equal(status, 2);
  });
});

function message(content: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}
