import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { suite, test } from 'node:test';
import { OpenRequests } from '../../server/src/process/open-requests.ts';

const never = () => new Promise<string>(() => {});
const aborted = (reason: unknown) => `aborted: ${reason}`;

suite('open requests', () => {
  test('give what their work gives, and leave nothing with the caller', async () => {
    const caller = new AbortController();
    const requests = new OpenRequests();
    assert.equal(await requests.run(caller.signal, async () => 'done', aborted), 'done');
    await assert.rejects(
      requests.run(caller.signal, () => Promise.reject(new Error('broken')), aborted),
      /broken/,
    );
    assert.deepEqual(getEventListeners(caller.signal, 'abort'), []);
  });

  test('are aborted by their caller alone, before or while they run', async () => {
    const [caller, other] = [new AbortController(), new AbortController()];
    const requests = new OpenRequests();
    let seen: AbortSignal | undefined;
    const running = requests.run(
      caller.signal,
      (signal) => {
        seen = signal;
        return never();
      },
      aborted,
    );
    const beside = requests.run(other.signal, async () => 'done', aborted);
    caller.abort('enough');
    assert.equal(await running, 'aborted: enough');
    assert.equal(seen?.aborted, true);
    assert.equal(await beside, 'done');
    assert.equal(await requests.run(caller.signal, never, aborted), 'aborted: enough');
  });

  test('are all aborted at once, and later ones too once they are closed', async () => {
    const requests = new OpenRequests();
    const running = [
      requests.run(undefined, never, aborted),
      requests.run(undefined, never, aborted),
    ];
    requests.abortAll('stop');
    assert.deepEqual(await Promise.all(running), ['aborted: stop', 'aborted: stop']);
    assert.equal(await requests.run(undefined, async () => 'done', aborted), 'done');
    requests.close('end');
    assert.equal(await requests.run(undefined, never, aborted), 'aborted: end');
  });

  test('may answer an abort by an error', async () => {
    const caller = new AbortController();
    const refuse = (reason: unknown): string => {
      throw reason;
    };
    const running = new OpenRequests().run(caller.signal, never, refuse);
    caller.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
  });
});
