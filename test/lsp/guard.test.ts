import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { guard } from '../../server/src/lsp/guard.ts';

suite('guard', () => {
  test('logs what a handler throws, with the name of the request, and answers the fallback', async () => {
    const { logger, log } = listeningLogger();
    const handler = guard(logger, 'p3/test', () => 'fallback', failing);
    assert.equal(await handler(1, new CancellationTokenSource().token), 'fallback');
    assert.deepEqual(log, ['p3/test failed: Error: broken']);
  });

  test('answers a cancelled request as the protocol asks, and logs nothing', async () => {
    const { logger, log } = listeningLogger();
    const source = new CancellationTokenSource();
    const handler = guard(
      logger,
      'p3/test',
      () => 'fallback',
      () => {
        source.cancel();
        return failing();
      },
    );
    const answer = await handler(1, source.token);
    assert.ok(answer instanceof ResponseError);
    assert.equal(answer.code, LSPErrorCodes.RequestCancelled);
    assert.deepEqual(log, []);
  });
});

function failing(): Promise<string> {
  return Promise.reject(new Error('broken'));
}

function listeningLogger() {
  const log: string[] = [];
  const error = (message: string, cause?: unknown) => {
    log.push(`${message}: ${cause}`);
  };
  return { log, logger: { info: () => undefined, warn: () => undefined, error } };
}
