import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { suite, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OpenRequests } from '../../server/src/process/open-requests.ts';

const never = () => new Promise<string>(() => {});
const refuse = (reason: unknown): never => {
  throw reason;
};
/** As work that may be aborted at any time, and so listens. */
const listening = (reply: object) => async (signal: AbortSignal) => {
  signal.addEventListener('abort', () => reply);
  return reply;
};
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

  test('keep nothing of what was answered, however long their caller stays', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const requests = new OpenRequests();
    const caller = new AbortController();
    const answer = async () => {
      const reply = { rows: ['a row'] };
      assert.equal(await requests.run<object>(caller.signal, listening(reply), refuse), reply);
      return new WeakRef(reply);
    };
    const reply = await answer();
    await new Promise(setImmediate);
    collect();
    assert.equal(reply.deref(), undefined);
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
    const running = new OpenRequests().run(caller.signal, never, refuse);
    caller.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
  });
});
