/** Faults in the middle of a run, with the real process: what was finished is not scored again. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { RECORD_BYTES } from '../../server/src/scoring/cache/score-records.ts';
import type { ScoreReply } from '../../server/src/scoring/scoring-protocol.ts';
import { oneReview, requestFor, startClient } from './support/model.ts';

const reviews = Array.from({ length: 60 }, (_, row) => ({
  ...oneReview,
  row,
  input: `Review number ${row} was fine. Is it positive or negative?`,
}));

const keeping = (prompts = reviews) => requestFor(prompts, { cacheMegabytes: 10 });

function cacheFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-kept-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The scores on disk; two for each review, and two of the choices by themselves. */
function countKept(folder: string): number {
  const scores = join(folder, 'scores');
  const sizes = readdirSync(scores).map((name) => statSync(join(scores, name)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / RECORD_BYTES;
}

function promptsOf(reply: ScoreReply) {
  assert.equal(reply.kind, 'scored', JSON.stringify(reply));
  return reply.prompts;
}

suite('kept scores', () => {
  test('answer a second run with the same figures', async (context) => {
    const folder = cacheFolder(context);
    const first = await startClient(context, { cacheFolder: folder }).score(keeping());
    const second = await startClient(context, { cacheFolder: folder }).score(keeping());
    assert.deepEqual(promptsOf(second), promptsOf(first));
    assert.equal(countKept(folder), 2 * reviews.length + 2);
  });

  test('outlive kill -9 in the middle of a run, and no row is scored twice', async (context) => {
    const folder = cacheFolder(context);
    let pid = 0;
    const logger = {
      info: (message: string) => {
        pid = Number(/process (\d+)/.exec(message)?.[1] ?? pid);
      },
      warn() {},
    };
    let finished = 0;
    const client = startClient(context, { cacheFolder: folder, logger });
    const killed = await client.score(keeping(), {
      onProgress: (done) => {
        finished = done;
        if (done >= 10) process.kill(pid, 'SIGKILL');
      },
    });
    assert.equal(killed.kind, 'failed');
    assert.ok(countKept(folder) >= 2 * finished);
    assert.equal(promptsOf(await client.score(keeping())).length, reviews.length);
    assert.equal(countKept(folder), 2 * reviews.length + 2);
  });

  test('are shared by two windows that score on one model', async (context) => {
    const folder = cacheFolder(context);
    const here = startClient(context, { cacheFolder: folder });
    const there = startClient(context, { cacheFolder: folder });
    const replies = await Promise.all([here.score(keeping()), there.score(keeping())]);
    assert.deepEqual(replies.map(promptsOf)[0], replies.map(promptsOf)[1]);
    const before = countKept(folder);
    await Promise.all([here.score(keeping()), there.score(keeping())]);
    assert.equal(countKept(folder), before);
  });

  test('of a file that was cut off are there up to the cut', async (context) => {
    const folder = cacheFolder(context);
    await startClient(context, { cacheFolder: folder }).score(keeping());
    const [name = ''] = readdirSync(join(folder, 'scores'));
    truncateSync(join(folder, 'scores', name), 20 * RECORD_BYTES + 5);
    const client = startClient(context, { cacheFolder: folder });
    assert.equal(promptsOf(await client.score(keeping())).length, reviews.length);
    // The beginning of a record that the cut left behind is in the way of nothing.
    assert.equal(Math.floor(countKept(folder)), 2 * reviews.length + 2);
  });

  test('on a disk that gets full end in a note, not in the end of the run', async (context) => {
    const folder = mountSmallDisk(context);
    if (folder === undefined) {
      context.skip('a small disk cannot be mounted: that takes Linux and root');
      return;
    }
    const many = Array.from({ length: 400 }, (_, row) => ({ ...oneReview, row, input: `${row}` }));
    const client = startClient(context, { cacheFolder: folder });
    const reply = await client.score(keeping(many));
    assert.equal(promptsOf(reply).length, many.length);
    const notes = reply.kind === 'scored' ? reply.model.notes : [];
    assert.match(notes.join('\n'), /Scores cannot be kept \(the disk of `.*` is full\)/);
    const kept = countKept(folder);
    assert.ok(kept > 100, `${kept}`);
    assert.equal(promptsOf(await client.score(keeping(many.slice(0, 40)))).length, 40);
  });
});

/** A cache folder with 16 KB for scores, unmounted with the test. */
function mountSmallDisk(context: TestContext): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'p3-small-disk-'));
  const scores = join(folder, 'scores');
  mkdirSync(scores);
  const options = ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', scores];
  const isMounted =
    process.platform === 'linux' && spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
  context.after(() => {
    if (isMounted) spawnSync('umount', [scores]);
    rmSync(folder, { recursive: true, force: true });
  });
  return isMounted ? folder : undefined;
}
