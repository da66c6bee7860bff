/** What the client makes of a Hub that fails, in each way that Hubs and networks do. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tokenFor } from '../../../server/src/sources/hub/tokens.ts';
import {
  type FakeAnswer,
  type FakeDataset,
  inTurn,
  json,
  startFakeHub,
} from '../../support/fake-hub.ts';
import { testClient } from './hub-parts.ts';

const reviews: FakeDataset = {
  configs: {
    default: {
      features: { text: { dtype: 'string', _type: 'Value' } },
      splits: { train: ['{"text":"fine"}', '{"text":"poor"}'] },
    },
  },
};
const split = { dataset: 'made-up/reviews', config: 'default', split: 'train' };
const page = { offset: 0, length: 100 };
/** Silence of this length is a stall. */
const idleMs = 150;

const busy = (headers: Record<string, string> = {}) =>
  json({ error: 'Too many requests' }, 429, headers);
const broken: FakeAnswer = (response) => {
  response.writeHead(500, { 'content-type': 'text/plain' });
  response.end('Internal Server Error');
};
const stall: FakeAnswer = () => {};
const stallInBody: FakeAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"features":[');
};
const halfBody: FakeAnswer = (response) => {
  response.writeHead(200, { 'content-length': '5000' });
  response.write('{"features":[', () => response.destroy());
};
const tooShortLength: FakeAnswer = (response) => {
  response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"features":[],"rows":[]}');
};
const garbage: FakeAnswer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const megabyte = Buffer.alloc(1024 * 1024, '[');
  let sent = 0;
  const more = () => {
    sent += 1;
    if (sent > 100) response.end();
    else response.write(megabyte, (error) => (error ? undefined : more()));
  };
  response.on('error', () => {});
  more();
};
const notReady = json(
  { error: 'The server is busier than usual and the response is not ready yet.' },
  500,
  {
    'x-error-code': 'ResponseNotReady',
  },
);
const unauthorized = json(
  { error: 'The dataset does not exist, or is not accessible without authentication.' },
  401,
  {
    'x-error-code': 'ExternalUnauthenticatedError',
  },
);

const faults: readonly (readonly [string, FakeAnswer, string, RegExp, number])[] = [
  ['is busy for good', busy({ 'retry-after': '1' }), 'offline', /too many requests/, 3],
  ['asks for a long wait', busy({ 'retry-after': '3600' }), 'offline', /too many requests/, 1],
  ['breaks (500)', broken, 'offline', /fails on `made-up\/reviews` \(default, train\) \(500\)/, 3],
  ['is down (503)', json({}, 503), 'offline', /\(503\)/, 3],
  ['says nothing', stall, 'offline', /has been silent for 0.15 s/, 3],
  ['stops talking', stallInBody, 'offline', /has been silent/, 3],
  ['sends half a body', halfBody, 'offline', /cannot be reached: the connection broke off/, 3],
  ['announces too short a body', tooShortLength, 'malformed', /not understood/, 1],
  ['sends 100 MB of garbage', garbage, 'malformed', /more than 32 MB/, 1],
  [
    'sends what is no JSON',
    json('<html>'),
    'malformed',
    /answers about `made-up\/reviews` \(default, train\) .* not understood/,
    1,
  ],
  ['sends another shape', json({ rows: 'none' }), 'malformed', /not understood/, 1],
  [
    'sends rows without numbers',
    json({ features: [], rows: [{}] }),
    'malformed',
    /not understood/,
    1,
  ],
  ['is still preparing', notReady, 'offline', /still preparing `made-up\/reviews`/, 3],
  ['wants a login (401)', unauthorized, 'denied', /does not give access to `made-up\/reviews`/, 1],
  ['forbids (403)', json({ error: 'gated' }, 403), 'denied', /gated or private/, 1],
  [
    'knows no such dataset',
    json({ error: 'Not found.' }, 404),
    'absent',
    /does not have .* Not found\./,
    1,
  ],
  [
    'cannot serve it (501)',
    json({ error: 'It runs code.' }, 501),
    'malformed',
    /^The Hub's dataset viewer cannot show .*It runs code\. Put a data file beside/,
    1,
  ],
  ['refuses the request (422)', json({ error: 'No.' }, 422), 'malformed', /refuses .* No\./, 1],
];

suite('a Hub that', () => {
  for (const [what, answer, kind, message, attempts] of faults) {
    test(`${what} ends as ${kind}`, async () => {
      await using hub = await startFakeHub();
      hub.on('/rows', answer);
      const options = [stall, stallInBody].includes(answer) ? { idleMs } : {};
      const outcome = await testClient(hub.origin, options).viewer.rows(split, page);
      assert.equal(outcome.kind, kind);
      assert.ok(outcome.kind !== 'found');
      assert.match(outcome.message, message);
      assert.equal(hub.requests.length, attempts);
    });
  }

  test('cannot be reached ends as offline', async () => {
    const hub = await startFakeHub();
    await hub.stop();
    const outcome = await testClient(hub.origin).viewer.splits('made-up/reviews');
    assert.equal(outcome.kind, 'offline');
    assert.match(outcome.message, /cannot be reached: it refuses the connection/);
  });

  for (const [what, answer] of [
    ['is busy', busy({ 'retry-after': '2' })],
    ['breaks', broken],
    ['stalls', stall],
    ['sends half a body', halfBody],
    ['is not ready', notReady],
  ] as const) {
    test(`${what} once is asked again`, async () => {
      await using hub = await startFakeHub({ 'made-up/reviews': reviews });
      hub.on('/splits', inTurn(answer, json({ splits: [split], pending: [], failed: [] })));
      const options = what === 'stalls' ? { idleMs } : {};
      const outcome = await testClient(hub.origin, options).viewer.splits('made-up/reviews');
      assert.equal(outcome.kind, 'found');
      assert.equal(hub.requests.length, 2);
    });
  }
});

suite('waits between attempts', () => {
  test('double, by chance at most half as long', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', broken);
    const { viewer, waits } = testClient(hub.origin);
    await viewer.splits('made-up/reviews');
    assert.deepEqual(waits, [300, 600]);
  });

  test('are those that the Hub asks for, in seconds or as a date', async () => {
    await using hub = await startFakeHub();
    const date = new Date(Date.UTC(2026, 0, 1, 0, 0, 5)).toUTCString();
    hub.on('/splits', inTurn(busy({ 'retry-after': '2' }), busy({ 'retry-after': date }), broken));
    const { viewer, waits } = testClient(hub.origin);
    await viewer.splits('made-up/reviews');
    assert.deepEqual(waits, [2200, 3000]);
  });

  test('are not begun when they are long: the Hub is left alone until then', async () => {
    await using hub = await startFakeHub({ 'made-up/reviews': reviews });
    const splits = json({ splits: [], pending: [], failed: [] });
    hub.on('/splits', inTurn(busy({ 'retry-after': '60' }), splits));
    const { viewer, pass } = testClient(hub.origin);
    assert.equal((await viewer.splits('made-up/reviews')).kind, 'offline');
    pass(59_000);
    assert.equal((await viewer.sizes('made-up/reviews')).kind, 'offline');
    assert.equal(hub.requests.length, 1);
    pass(1_000);
    assert.equal((await viewer.splits('made-up/reviews')).kind, 'found');
  });
});

test('a host that cannot be reached is not asked at every keystroke, but when the user asks', async () => {
  await using hub = await startFakeHub({ 'made-up/reviews': reviews });
  hub.on('/splits', inTurn(stall, stall, stall, json({ splits: [], pending: [], failed: [] })));
  const { viewer, http } = testClient(hub.origin, { idleMs });
  assert.equal((await viewer.splits('made-up/reviews')).kind, 'offline');
  assert.equal((await viewer.splits('made-up/reviews')).kind, 'offline');
  assert.equal(hub.requests.length, 3);
  http.wake();
  assert.equal((await viewer.splits('made-up/reviews')).kind, 'found');
});

test('a host that does not answer is asked by one of many calls, and the others learn of it', async () => {
  await using hub = await startFakeHub({ 'made-up/reviews': reviews });
  hub.on('/splits', stall);
  const { viewer } = testClient(hub.origin, { idleMs });
  const names = Array.from({ length: 50 }, (_, index) => `made-up/reviews-${index}`);
  const outcomes = await Promise.all(names.map((name) => viewer.splits(name)));
  assert.ok(outcomes.every(({ kind }) => kind === 'offline'));
  assert.equal(hub.requests.length, 3);
});

suite('requests for the same page', () => {
  test('are one while it is under way', async () => {
    await using hub = await startFakeHub({ 'made-up/reviews': reviews });
    const { viewer } = testClient(hub.origin);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => viewer.rows(split, page)));
    assert.equal(hub.requests.length, 1);
    assert.ok(outcomes.every(({ kind }) => kind === 'found'));
  });

  test('go on when one of those who wait leaves, and stop with the last', async () => {
    await using hub = await startFakeHub({ 'made-up/reviews': reviews });
    let isClosed: Promise<unknown> | undefined;
    hub.on('/rows', (response) => {
      isClosed = new Promise((resolve) => response.on('close', () => resolve(undefined)));
      setTimeout(() => json('late')(response), 100);
    });
    const { viewer } = testClient(hub.origin);
    const [one, other] = [new AbortController(), new AbortController()];
    const answers = [one, other].map(({ signal }) => viewer.rows(split, page, signal));
    one.abort(new Error('left'));
    await assert.rejects(Promise.resolve(answers[0]), /left/);
    const rest = await Promise.race([answers[1], Promise.resolve('waiting')]);
    assert.equal(rest, 'waiting');
    other.abort(new Error('left too'));
    await assert.rejects(Promise.resolve(answers[1]), /left too/);
    await isClosed;
  });
});

suite('a token', () => {
  const secret = 'hf_madeUpSecret';
  const page2 = json({ splits: [split], pending: [], failed: [] });

  async function askWithToken(hubs: readonly string[], ask = hubs[0] ?? '') {
    const token = tokenFor(new URL(hubs[0] ?? ''), secret, 'a test');
    assert.ok(token);
    return testClient(ask, { tokens: [token], idleMs: 500 }).viewer.splits('made-up/reviews');
  }

  test('goes to the host that it was stored for', async () => {
    await using hub = await startFakeHub({ 'made-up/reviews': reviews });
    await askWithToken([hub.origin]);
    assert.deepEqual(
      hub.requests.map(({ authorization }) => authorization),
      [`Bearer ${secret}`],
    );
  });

  test('goes along with a redirect on that host', async () => {
    await using hub = await startFakeHub({ 'made-up/reviews': reviews });
    hub.on('/splits', json({}, 307, { location: '/moved?x=1' }));
    hub.on('/moved', page2);
    const outcome = await askWithToken([hub.origin]);
    assert.equal(outcome.kind, 'found');
    assert.equal(hub.requests[1]?.authorization, `Bearer ${secret}`);
  });

  test('stays behind when another host takes over', async () => {
    await using hub = await startFakeHub();
    await using other = await startFakeHub();
    hub.on('/splits', json({}, 302, { location: `${other.origin}/splits` }));
    other.on('/splits', page2);
    const outcome = await askWithToken([hub.origin]);
    assert.equal(outcome.kind, 'found');
    assert.deepEqual(
      other.requests.map(({ authorization }) => authorization),
      [undefined],
    );
  });

  test('does not go to another Hub', async () => {
    await using hub = await startFakeHub();
    await using other = await startFakeHub();
    await askWithToken([hub.origin], other.origin);
    assert.equal(other.requests[0]?.authorization, undefined);
  });

  test('is in no message, whatever the Hub answers', async () => {
    for (const [, answer] of faults.filter(([what]) => !what.includes('100 MB'))) {
      await using hub = await startFakeHub();
      hub.on('/splits', answer);
      assert.doesNotMatch(JSON.stringify(await askWithToken([hub.origin])), new RegExp(secret));
    }
  });
});

suite('redirects', () => {
  test('in circles end', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', json({}, 302, { location: '/splits' }));
    const outcome = await testClient(hub.origin).viewer.splits('made-up/reviews');
    assert.equal(outcome.kind, 'malformed');
    assert.match(outcome.message, /redirects in circles/);
  });

  test('to files or elsewhere out of the web are refused', async () => {
    await using hub = await startFakeHub();
    hub.on('/splits', json({}, 302, { location: 'file:///etc/passwd' }));
    const outcome = await testClient(hub.origin).viewer.splits('made-up/reviews');
    assert.equal(outcome.kind, 'malformed');
    assert.match(outcome.message, /not safe/);
  });
});
