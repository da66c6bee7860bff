import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { WeightsProgress } from '../../server/src/protocol/requests.ts';
import type { ScoringClient } from '../../server/src/scoring/scoring-client.ts';
import type { ScoreReply, ScoreRequest } from '../../server/src/scoring/scoring-protocol.ts';
import {
  copyCheckpoint,
  copyMergedModel,
  copyModel,
  oneReview,
  plainModel,
  requestFor,
  startClient,
  temporaryFolder,
} from './support/model.ts';

const manyReviews = requestFor(
  Array.from({ length: 500 }, (_, row) => ({ ...oneReview, row, input: 'word '.repeat(900) })),
);

suite('scoring client', () => {
  test('scores on the embedded model, with its caution', async (context) => {
    const reply = await startClient(context).score(requestFor([oneReview]));
    assert.equal(reply.kind, 'scored');
    const { name, path, provider, notice } = reply.model;
    assert.deepEqual([name, path, provider], ['p3-demo-t5', null, 'cpu']);
    assert.match(notice ?? '', /demo model/);
    assert.equal(reply.prompts[0]?.choices.length, 2);
  });

  test('names the folder of a model that is not embedded', async (context) => {
    const folder = copyModel(context);
    const reply = await startClient(context).score(
      requestFor([oneReview], { modelFolder: folder }),
    );
    assert.equal(reply.kind === 'scored' && reply.model.path, folder);
  });

  test('scores nothing in an instant', async (context) => {
    const reply = await startClient(context).score(requestFor([]));
    assert.deepEqual(reply.kind === 'scored' && reply.prompts, []);
  });

  test('counts the prompts that are done', async (context) => {
    const seen: string[] = [];
    const prompts = [oneReview, { ...oneReview, row: 1 }, { ...oneReview, row: 2 }];
    await startClient(context).score(requestFor(prompts), {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    assert.deepEqual(seen, ['1/3', '2/3', '3/3']);
  });

  test('tells how far the weights are that it makes, and makes them once', async (context) => {
    const cacheFolder = temporaryFolder(context);
    const client = startClient(context, { cacheFolder });
    const modelFolder = copyCheckpoint(context, 'relu');
    const request = requestFor([oneReview], { modelFolder, precision: 'int8' });
    const seen: WeightsProgress[] = [];
    const options = { onWeights: (progress: WeightsProgress) => seen.push(progress) };
    assert.equal((await client.score(request, options)).kind, 'scored');
    assert.ok(seen.length > 1);
    assert.ok(seen.every(({ what }) => what === 'Making int8 weights'));
    assert.equal(seen.at(-1)?.done, seen.at(-1)?.total);

    const again = startClient(context, { cacheFolder });
    const count = seen.length;
    assert.equal((await again.score(request, options)).kind, 'scored');
    assert.equal(seen.length, count);
  });

  test('keeps one process for all requests', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    await Promise.all([
      client.score(requestFor([oneReview])),
      client.score(requestFor([oneReview])),
    ]);
    await client.score(requestFor([oneReview]));
    assert.equal(log.pids.length, 1);
  });

  test('says that a provider is none of this platform, with those that are', async (context) => {
    const provider = process.platform === 'win32' ? 'coreml' : 'dml';
    const reply = await startClient(context).score(requestFor([oneReview], { provider }));
    assert.equal(reply.kind, 'failed');
    assert.match(
      reply.message,
      /^The provider `\w+` is no part of ONNX Runtime on .+; there are `cpu`.*\. Choose one of them/,
    );
  });
});

suite('a broken model', () => {
  const cases: readonly {
    readonly what: string;
    readonly damage: (folder: string) => void;
    readonly says: RegExp;
  }[] = [
    {
      what: 'a missing encoder',
      damage: (folder) => {
        rmSync(join(folder, 'encoder_model.onnx'));
        rmSync(join(folder, 'encoder_model_quantized.onnx'));
      },
      says: /^`encoder_model\.onnx` is missing in the model folder `.*`\. A model is a folder with/,
    },
    {
      what: 'a decoder that was cut off',
      damage: (folder) => truncateSync(join(folder, 'decoder_model.onnx'), 700_000),
      says: /^ONNX Runtime cannot load `.*decoder_model\.onnx` \(.*\)\. The file may be cut off/,
    },
    {
      what: 'a graph that is none',
      damage: (folder) =>
        writeFileSync(join(folder, 'encoder_model.onnx'), 'version https://git-lfs'),
      says: /^ONNX Runtime cannot load `.*encoder_model\.onnx`/,
    },
    {
      what: 'encoder and decoder exchanged',
      damage: (folder) => {
        const [encoder, decoder] = ['encoder', 'decoder'].map((it) =>
          join(folder, `${it}_model.onnx`),
        );
        assert.ok(encoder && decoder);
        renameSync(encoder, `${encoder}.away`);
        renameSync(decoder, encoder);
        renameSync(`${encoder}.away`, decoder);
      },
      says: /encoder_model\.onnx` is no graph of a T5 model: it lacks `attention_mask`, `last_hidden_state`/,
    },
    {
      what: 'a decoder with fewer tokens than the configuration says',
      damage: (folder) =>
        edit(join(folder, 'config.json'), '"vocab_size": 1800', '"vocab_size": 1900'),
      says: /decoder_model\.onnx` knows 1800 tokens, but `vocab_size` in `config\.json` is 1900/,
    },
    {
      what: 'a tokenizer without a vocabulary',
      damage: (folder) =>
        writeFileSync(join(folder, 'tokenizer.json'), '{"model":{"type":"Unigram"}}'),
      says: /^`.*tokenizer\.json` cannot be used/,
    },
    {
      what: 'a tokenizer that is larger than the model',
      damage: (folder) =>
        edit(join(folder, 'config.json'), '"vocab_size": 1800', '"vocab_size": 900'),
      says: /does not belong to this model: it has token ids up to 1799/,
    },
  ];

  for (const { what, damage, says } of cases) {
    test(`gives a sentence for ${what}, and the next request works`, async (context) => {
      const folder = copyModel(context);
      damage(folder);
      const client = startClient(context);
      const reply = await client.score(requestFor([oneReview], { modelFolder: folder }));
      assert.match(failureOf(reply), says);
      assert.doesNotMatch(failureOf(reply), /\n/);
      await expectScored(client);
    });
  }

  test('without its external data gives a sentence', async (context) => {
    const folder = copyMergedModel(context);
    rmSync(join(folder, 'encoder_model.onnx_data'));
    const reply = await startClient(context).score(
      requestFor([oneReview], { modelFolder: folder }),
    );
    assert.match(
      failureOf(reply),
      /encoder_model\.onnx` \(.*\)\. .*its external data may be missing/,
    );
  });

  test('whose weights are not numbers gives scores that are null', async (context) => {
    const folder = copyModel(context);
    const path = join(folder, 'decoder_model.onnx');
    const bytes = readFileSync(path);
    // Inside the output matrix, the last and one of the two largest tensors of the file.
    bytes.fill(0xff, bytes.length - 4096, bytes.length - 2048);
    writeFileSync(path, bytes);
    const reply = await startClient(context).score(
      requestFor([oneReview], { modelFolder: folder }),
    );
    assert.equal(reply.kind, 'scored', JSON.stringify(reply));
    assert.deepEqual(
      reply.prompts[0]?.choices.map(({ logLikelihood }) => logLikelihood),
      [null, null],
    );
  });

  test('is loaded again once its files are mended', async (context) => {
    const folder = copyModel(context);
    const client = startClient(context);
    const request = requestFor([oneReview], { modelFolder: folder });
    truncateSync(join(folder, 'decoder_model.onnx'), 10);
    assert.equal((await client.score(request)).kind, 'failed');
    writeFileSync(
      join(folder, 'decoder_model.onnx'),
      readFileSync(join(plainModel, 'decoder_model.onnx')),
    );
    assert.equal((await client.score(request)).kind, 'scored');
  });
});

suite('the end of the scoring process', () => {
  test('in the middle of a run is told, and the next request works', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    const reply = await client.score(manyReviews, {
      onProgress: () => process.kill(log.pids.at(-1) ?? 0, 'SIGKILL'),
    });
    assert.equal(
      failureOf(reply),
      'The scoring process ended by signal SIGKILL while it scored; the system may be out of memory: ' +
        'choose a smaller model, or close something. Score again to start a new one; what was finished is kept.',
    );
    await expectScored(client);
    assert.equal(log.pids.length, 2);
  });

  test('between two requests goes unnoticed', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    await expectScored(client);
    const pid = log.pids[0] ?? 0;
    process.kill(pid, 'SIGKILL');
    await untilGone(pid);
    await expectScored(client);
  });

  test('at its start is told with the reason', async (context) => {
    const client = startClient(context, { entry: support('process-that-fails-to-start.ts') });
    assert.equal(
      failureOf(await client.score(requestFor([oneReview]))),
      'The scoring process did not start: TypeError: no memory for that. ' +
        'Reinstall P3 Workbench if this stays.',
    );
  });

  test('without a file to run is told', async (context) => {
    const client = startClient(context, { entry: '/nowhere/scoring-process.cjs' });
    assert.match(
      failureOf(await client.score(requestFor([oneReview]))),
      /^The scoring process did not start: Error: Cannot find module '\/nowhere\/scoring-process\.cjs'/,
    );
  });

  test('without a Node to run it is told', async (context) => {
    const client = startClient(context, { execPath: '/nowhere/node' });
    assert.match(
      failureOf(await client.score(requestFor([oneReview]))),
      /^The scoring process did not start: spawn \/nowhere\/node ENOENT/,
    );
  });

  test('does not come where the native library is missing: that is told', async (context) => {
    const client = startClient(context, { entry: support('process-without-native-library.ts') });
    assert.match(
      failureOf(await client.score(requestFor([oneReview]))),
      /^ONNX Runtime does not load on \w+-mips \(.*\)\. Reinstall P3 Workbench for this platform/,
    );
  });
});

suite('cancelling', () => {
  test('ends a run at once, and the next request finds the model still loaded', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    const controller = new AbortController();
    const reply = await client.score(manyReviews, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    assert.equal(reply.kind, 'cancelled');
    await expectScored(client);
    assert.equal(log.pids.length, 1);
  });

  test('before the start starts nothing', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    const reply = await client.score(manyReviews, { signal: AbortSignal.abort() });
    assert.equal(reply.kind, 'cancelled');
    assert.deepEqual(log.pids, []);
  });

  test('a request that waits leaves the one that runs alone', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    const controller = new AbortController();
    const running = client.score(requestFor([oneReview]));
    const waiting = client.score(manyReviews, { signal: controller.signal });
    controller.abort();
    assert.equal((await waiting).kind, 'cancelled');
    assert.equal((await running).kind, 'scored');
    await expectScored(client);
    assert.equal(log.pids.length, 1);
  });

  test('is what disposing does to all requests', async (context) => {
    const client = startClient(context);
    const replies = [client.score(manyReviews), client.score(requestFor([oneReview]))];
    client.dispose();
    assert.deepEqual(
      (await Promise.all(replies)).map(({ kind }) => kind),
      ['cancelled', 'cancelled'],
    );
  });
});

suite('the life of the scoring process', () => {
  test('ends at once when it is stopped, and the next request starts another', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    const stopped = client.score(manyReviews, { onProgress: () => client.stop() });
    assert.deepEqual(await stopped, { kind: 'cancelled' });
    await untilGone(log.pids[0] ?? 0);
    await expectScored(client);
    assert.equal(log.pids.length, 2);
  });

  test('ends when there is nothing to do', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log, idleMs: 1 });
    await expectScored(client);
    await untilGone(log.pids[0] ?? 0);
    await expectScored(client);
    assert.deepEqual(log.ended.length > 0 && log.pids.length, 2);
  });

  test('ends where another model is asked for', async (context) => {
    const log = createLog();
    const client = startClient(context, { logger: log });
    await expectScored(client);
    await expectScored(client, requestFor([oneReview], { modelFolder: copyModel(context) }));
    await untilGone(log.pids[0] ?? 0);
    assert.equal(log.pids.length, 2);
  });
});

async function expectScored(
  client: ScoringClient,
  request: ScoreRequest = requestFor([oneReview]),
): Promise<void> {
  const reply = await client.score(request);
  assert.equal(reply.kind, 'scored', JSON.stringify(reply));
}

function failureOf(reply: ScoreReply): string {
  assert.equal(reply.kind, 'failed', JSON.stringify(reply));
  return reply.message;
}

/** Remembers the processes that were started. */
function createLog() {
  const pids: number[] = [];
  const ended: string[] = [];
  return {
    pids,
    ended,
    info(message: string) {
      const pid = /^Started scoring process (\d+)/.exec(message)?.[1];
      if (pid === undefined) ended.push(message);
      else pids.push(Number(pid));
    },
    warn() {},
  };
}

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function support(name: string): string {
  return fileURLToPath(new URL(`support/${name}`, import.meta.url));
}

function edit(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}
