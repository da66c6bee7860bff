import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RemoteWindow } from 'vscode-languageserver/node';
import { askBeforeCopy } from '../../server/src/lsp/asking-scorer.ts';
import type { ScoringClient } from '../../server/src/scoring/scoring-client.ts';
import type { ScoreReply, ScoreRequest } from '../../server/src/scoring/scoring-protocol.ts';

const request: ScoreRequest = {
  ...{ modelFolder: '/models/T0_3B', provider: 'cpu', precision: 'fp32', inputEos: 'auto' },
  ...{ allowCopy: false, cacheMegabytes: 0, prompts: [] },
};

/** A model on another disk, and a user who answers the question, as late as `ask` does. */
async function scoreWith(ask: () => Promise<string | undefined>, signal?: AbortSignal) {
  const asked: string[] = [];
  const copies: boolean[] = [];
  const window = {
    async showWarningMessage(message: string) {
      asked.push(message);
      const title = await ask();
      return title === undefined ? undefined : { title };
    },
  } as Partial<RemoteWindow> as RemoteWindow;
  const client = {
    async score({ allowCopy }: ScoreRequest): Promise<ScoreReply> {
      copies.push(allowCopy);
      return allowCopy
        ? { kind: 'failed', message: 'copied' }
        : { kind: 'needs-copy', bytes: 11e9, message: 'Scoring needs a copy of 11 GB.' };
    },
  } as Partial<ScoringClient> as ScoringClient;
  const reply = await askBeforeCopy(client, window).score(request, signal ? { signal } : {});
  return { reply, asked, copies };
}

suite('weights on another disk', () => {
  test('are copied once the user allows it', async () => {
    const { reply, asked, copies } = await scoreWith(async () => 'Copy');
    assert.deepEqual(asked, ['Scoring needs a copy of 11 GB.']);
    assert.deepEqual(copies, [false, true]);
    assert.deepEqual(reply, { kind: 'failed', message: 'copied' });
  });

  for (const answer of ['Not Now', undefined]) {
    test(`stay where they are when the answer is ${answer ?? 'none'}`, async () => {
      const { reply, copies } = await scoreWith(async () => answer);
      assert.equal(reply.kind, 'needs-copy');
      assert.deepEqual(copies, [false]);
    });
  }

  test('are not copied for a score that was cancelled meanwhile', async () => {
    const abort = new AbortController();
    const { reply, copies } = await scoreWith(async () => {
      abort.abort();
      return 'Copy';
    }, abort.signal);
    assert.deepEqual(reply, { kind: 'cancelled' });
    assert.deepEqual(copies, [false]);
  });
});
