/** What the client remembers of the Hub between sessions, and when it does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { systemClock } from '../../../server/src/sources/clock.ts';
import { tokenFor } from '../../../server/src/sources/hub/tokens.ts';
import { nodeCacheFiles } from '../../../server/src/sources/store/cache-files.ts';
import { createDiskCache } from '../../../server/src/sources/store/disk-cache.ts';
import { type FakeAnswer, inTurn, json, startFakeHub } from '../../support/fake-hub.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { testClient } from './hub-parts.ts';

const name = 'made-up/reviews';
const splits = (...names: readonly string[]) => ({
  splits: names.map((split) => ({ dataset: name, config: 'default', split })),
  pending: [],
  failed: [],
});
const day = 24 * 60 * 60 * 1000;

function openCache(folder: string) {
  let count = 0;
  const newName = () => `test-${count++}`;
  const maxBytes = () => 1024 * 1024;
  return createDiskCache({ files: nodeCacheFiles, folder, clock: systemClock, maxBytes, newName });
}

function namesOf(outcome: Awaited<ReturnType<ReturnType<typeof testClient>['viewer']['splits']>>) {
  return outcome.kind === 'found' ? outcome.value.map(({ split }) => split) : outcome.kind;
}

suite('an answer of the Hub', () => {
  test('is taken from the disk for a day, in another session as well', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', json(splits('train')));
    const cache = openCache(temporaryFolder({}));
    await testClient(hub.origin, { cache }).viewer.splits(name);
    const later = testClient(hub.origin, { cache });
    later.pass(day - 1000);
    assert.deepEqual(namesOf(await later.viewer.splits(name)), ['train']);
    assert.equal(hub.requests.length, 1);
  });

  test('is asked for anew after that', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', inTurn(json(splits('train')), json(splits('train', 'test'))));
    const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    await viewer.splits(name);
    pass(day);
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train', 'test']);
  });

  test('is asked for anew by its ETag, and is young again when nothing changed', async () => {
    await using hub = await startFakeHub();
    let sentTag: string | undefined;
    const unchanged: FakeAnswer = (response, _request, message) => {
      sentTag = message.headers['if-none-match'];
      response.writeHead(304).end();
    };
    hub.on('/splits', inTurn(json(splits('train'), 200, { etag: '"one"' }), unchanged));
    const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    const first = await viewer.splits(name);
    pass(day);
    const second = await viewer.splits(name);
    assert.equal(sentTag, '"one"');
    assert.deepEqual(namesOf(second), ['train']);
    assert.ok(first.kind === 'found' && second.kind === 'found');
    assert.equal(second.fetchedAt - first.fetchedAt, day);
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train']);
    assert.equal(hub.requests.length, 2);
  });

  test('is asked for anew when the user refreshes the dataset', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', inTurn(json(splits('train')), json(splits('train', 'test'))));
    const { client, viewer } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    await viewer.splits(name);
    client.outdate('made-up/other');
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train']);
    client.outdate(name);
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train', 'test']);
  });

  test('stands in, with its age and the reason, however old, when the Hub is out of reach', async () => {
    const hub = await startFakeHub();
    hub.on('/splits', json(splits('train')));
    const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    const first = await viewer.splits(name);
    await hub.stop();
    pass(90 * day);
    const second = await viewer.splits(name);
    assert.deepEqual(namesOf(second), ['train']);
    assert.ok(first.kind === 'found' && second.kind === 'found');
    assert.equal(second.fetchedAt, first.fetchedAt);
    assert.match(second.unreachable ?? '', /cannot be reached/);
  });

  test('stands in for the login page of a network', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', inTurn(json(splits('train')), json('<html>Welcome to our hotel</html>')));
    const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    await viewer.splits(name);
    pass(day);
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train']);
  });

  test('does not stand in for a dataset that is gone or closed', async () => {
    for (const [status, kind] of [
      [404, 'absent'],
      [403, 'denied'],
    ] as const) {
      await using hub = await startFakeHub();
      hub.on('/splits', inTurn(json(splits('train')), json({ error: 'no' }, status)));
      const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
      await viewer.splits(name);
      pass(day);
      assert.equal(namesOf(await viewer.splits(name)), kind);
    }
  });

  test('that is old is shown at once when the Hub is slow', async () => {
    await using hub = await startFakeHub();
    const slow: FakeAnswer = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    hub.on('/splits', inTurn(json(splits('train')), slow));
    const { viewer, pass } = testClient(hub.origin, { cache: openCache(temporaryFolder({})) });
    await viewer.splits(name);
    pass(day);
    assert.deepEqual(namesOf(await viewer.splits(name)), ['train']);
  });
});

suite('nothing is kept of', () => {
  const failures: readonly (readonly [string, FakeAnswer])[] = [
    ['an error', json({ error: 'Internal' }, 500)],
    ['a refusal', json({ error: 'gated' }, 401)],
    ['an absence', json({ error: 'none' }, 404)],
    ['an answer that is not understood', json({ splits: 'all' })],
    [
      'half a body',
      (response) => {
        response.writeHead(200, { 'content-length': '99' });
        response.write('{"splits":', () => response.destroy());
      },
    ],
  ];
  for (const [what, answer] of failures) {
    test(what, async () => {
      await using hub = await startFakeHub();
      hub.on('/splits', answer);
      const folder = temporaryFolder({});
      await testClient(hub.origin, { cache: openCache(folder) }).viewer.splits(name);
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  test('a token', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', json(splits('train')));
    const folder = temporaryFolder({});
    const token = tokenFor(new URL(hub.origin), 'hf_madeUpSecret', 'a test');
    assert.ok(token);
    const options = { cache: openCache(folder), tokens: [token] };
    await testClient(hub.origin, options).viewer.splits(name);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    assert.equal(files.length, 1);
    for (const file of files) {
      assert.doesNotMatch(readFileSync(join(file.parentPath, file.name), 'latin1'), /hf_madeUp/);
    }
  });
});

test('a Hub that is switched off is not asked, and what is known of it stays', async () => {
  await using hub = await startFakeHub();
  hub.on('/splits', json(splits('train')));
  const cache = openCache(temporaryFolder({}));
  await testClient(hub.origin, { cache }).viewer.splits(name);
  const access = () => ({ kind: 'off', message: 'The Hub is switched off.' }) as const;
  const { viewer } = testClient(hub.origin, { cache, access });
  const outcome = await viewer.splits(name);
  assert.deepEqual(namesOf(outcome), ['train']);
  assert.ok(outcome.kind === 'found');
  assert.equal(outcome.unreachable, 'The Hub is switched off.');
  assert.deepEqual(await viewer.sizes(name), {
    kind: 'offline',
    message: 'The Hub is switched off.',
  });
  assert.equal(hub.requests.length, 1);
});
