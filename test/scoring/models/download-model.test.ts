import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { createModelStore } from '../../../server/src/scoring/models/download-model.ts';
import { type HubServer, type HubServerOptions, startHub } from './hub-server.ts';

const weights = Buffer.alloc(300_000, 'weights ');
const files = {
  'config.json': Buffer.from('{"model_type": "t5"}'),
  'tokenizer.json': Buffer.from('{}'),
  'model.safetensors': weights,
  'pytorch_model.bin': Buffer.from('the same weights in another form'),
  'README.md': Buffer.from('# A model'),
};

async function start(context: TestContext, options: Partial<HubServerOptions> = {}) {
  const hub = await startHub(context, { files, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'p3-models-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return { hub, folder, store: storeAt(hub, folder) };
}

function storeAt({ endpoint }: HubServer, folder: string, signal?: AbortSignal) {
  return createModelStore({
    ...{ endpoint, folder, wait: async () => {} },
    fetch: (url, headers) => fetch(url, { headers, ...(signal && { signal }) }),
  });
}

const quietly = { signal: new AbortController().signal, onProgress() {} };

suite('downloading a model', () => {
  test('takes what scoring needs and nothing else', async (context) => {
    const { store } = await start(context);
    const plan = await store.plan('google/flan-t5-small');
    assert.deepEqual(
      plan.files.map(({ path }) => path),
      ['config.json', 'tokenizer.json', 'model.safetensors'],
    );
    const progress: string[] = [];
    const folder = await store.download(plan, {
      ...quietly,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    assert.deepEqual(readdirSync(folder).sort(), [
      'config.json',
      'model.safetensors',
      'tokenizer.json',
    ]);
    assert.equal(progress.at(-1), `${plan.bytes}/${plan.bytes}`);
  });

  test('goes on where a connection was cut, as often as it is cut', async (context) => {
    const { store, hub } = await start(context, { cutAfter: 40_000 });
    const folder = await store.download(await store.plan('google/flan-t5-small'), quietly);
    assert.ok(readFileSync(join(folder, 'model.safetensors')).equals(weights));
    const starts = hub.requests.filter((it) => it.startsWith('model.safetensors'));
    assert.ok(starts.length > 5, `${starts}`);
    const offsets = starts.map((it) => Number(it.split(' ')[1]));
    assert.deepEqual(
      offsets,
      offsets.toSorted((a, b) => a - b),
      'each request begins where the last one was cut',
    );
  });

  test('begins anew with a server that knows no ranges', async (context) => {
    const broken = await start(context, { cutAfter: 200_000, ignoresRanges: true });
    await assert.rejects(
      async () => broken.store.download(await broken.store.plan('a/b'), quietly),
      /`model\.safetensors` cannot be downloaded \(.*\)\. What is there is kept/,
    );
    const whole = await startHub(context, { files, ignoresRanges: true });
    const store = storeAt(whole, broken.folder);
    const folder = await store.download(await store.plan('a/b'), quietly);
    assert.ok(readFileSync(join(folder, 'model.safetensors')).equals(weights));
  });

  test('resumes after it was cancelled, in another session', async (context) => {
    const { store, hub, folder } = await start(context, { cutAfter: 100_000 });
    const plan = await store.plan('google/flan-t5-small');
    const controller = new AbortController();
    const cancelled = store.download(plan, {
      signal: controller.signal,
      onProgress: (done) => done > 90_000 && controller.abort(),
    });
    await assert.rejects(cancelled, { name: 'AbortError' });
    const next = storeAt(hub, folder);
    const again = await next.plan('google/flan-t5-small');
    assert.ok(again.missing < again.bytes - 50_000, `${again.missing} bytes are missing`);
    await next.download(again, quietly);
    assert.equal((await next.plan('google/flan-t5-small')).missing, 0);
  });

  test('keeps no file with a wrong checksum', async (context) => {
    const { store } = await start(context, { damages: true });
    const plan = await store.plan('google/flan-t5-small');
    await assert.rejects(
      store.download(plan, quietly),
      /`config\.json` arrived damaged: its checksum is wrong\. Download it again\./,
    );
    assert.deepEqual(readdirSync(plan.folder), []);
  });

  test('asks for room on the disk before it begins', async (context) => {
    const { store, hub } = await start(context);
    const plan = await store.plan('google/flan-t5-small');
    await assert.rejects(
      store.download({ ...plan, missing: 2 ** 60 }, quietly),
      /needs .* in `.*`, where .* are free\. Make room/,
    );
    assert.deepEqual(hub.requests, []);
  });

  for (const [what, options, says] of [
    ['a model that needs a permission', { status: 401 }, /needs a permission \(status 401\)/],
    ['a Hub that is broken', { status: 503 }, /answers with status 503/],
    [
      'a repository without weights',
      { files: { 'config.json': Buffer.from('{}') } },
      /has neither `model\.safetensors` nor/,
    ],
    [
      'one without a tokenizer',
      { files: { 'config.json': Buffer.from('{}'), 'model.safetensors': weights } },
      /neither `tokenizer\.json` nor `spiece\.model`/,
    ],
  ] as const) {
    test(`says what is wrong with ${what}`, async (context) => {
      const { store } = await start(context, options);
      await assert.rejects(store.plan('a/b'), says);
    });
  }

  test('says that there is no network', async (context) => {
    const { folder } = await start(context);
    const store = createModelStore({
      ...{ endpoint: new URL('http://127.0.0.1:9'), folder, wait: async () => {} },
      fetch: (url, headers) => fetch(url, { headers }),
    });
    await assert.rejects(store.plan('a/b'), /The Hub at `127\.0\.0\.1:9` cannot be reached/);
    await assert.rejects(store.plan('../x'), /`\.\.\/x` is no name of a model/);
  });
});
