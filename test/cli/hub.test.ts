import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { startFakeHub } from '../support/fake-hub.ts';
import { p3 } from './p3.ts';

const datasets = {
  'aps/super_glue': {
    configs: {
      boolq: {
        features: {
          question: { dtype: 'string', _type: 'Value' },
          label: { names: ['False', 'True'], _type: 'ClassLabel' },
        },
        splits: {
          train: ['{"question":"is it so","label":1}'],
          validation: [
            '{"question":"is rain wet","label":1}',
            '{"question":"is 1.0 an int","label":0}',
          ],
        },
      },
      copa: { features: { premise: { dtype: 'string', _type: 'Value' } }, splits: { train: [] } },
    },
  },
};

async function workplace() {
  const hub = await startFakeHub(datasets);
  const cwd = temporaryFolder({});
  const env = {
    HF_ENDPOINT: hub.origin,
    HF_HUB_OFFLINE: '',
    HF_TOKEN: 'hf_madeUpSecret',
    P3_CACHE_DIR: join(cwd, 'cache'),
  };
  return { hub, cwd, run: (...args: readonly string[]) => p3(args, { cwd, env }) };
}

suite('the name of a dataset on the Hub', { concurrency: 2 }, () => {
  test('gives its rows, and those of another split', async () => {
    const { hub, run } = await workplace();
    await using _ = hub;
    const { stdout, stderr } = await run('rows', 'super_glue', 'boolq');
    assert.equal(stderr, '');
    assert.equal(
      stdout,
      'row  question       label\n0    is rain wet    1\n1    is 1.0 an int  0\n',
    );
    const train = await run('rows', 'super_glue', 'boolq', '--split', 'train', '--format', 'jsonl');
    assert.equal(train.stdout, '{"question": "is it so", "label": 1}\n');
  });

  test('gives a sample that the seed decides', async () => {
    const { hub, run } = await workplace();
    await using _ = hub;
    const args = ['rows', 'super_glue', 'boolq', '--sample', '1', '--format', 'jsonl'];
    const [one, same] = [await run(...args, '--seed', '3'), await run(...args, '--seed', '3')];
    assert.match(one.stdout, /^\{"question": .*\}\n$/);
    assert.equal(one.stdout, same.stdout);
  });

  test('gives its schema', async () => {
    const { hub, run } = await workplace();
    await using _ = hub;
    const { stdout } = await run('schema', 'super_glue', 'boolq', '--format', 'json');
    assert.deepEqual(
      JSON.parse(stdout).features,
      datasets['aps/super_glue'].configs.boolq.features,
    );
  });

  test('gives what was seen once without a network as well, and says how old it is', async () => {
    const { hub, run } = await workplace();
    await run('rows', 'super_glue', 'boolq');
    await hub.stop();
    const later = await run('rows', 'super_glue', 'boolq');
    assert.match(later.stdout, /is rain wet/);
    const other = await run('rows', 'super_glue', 'boolq', '--split', 'train');
    assert.match(
      other.stderr,
      /^p3 rows: super_glue: there is nothing of that name here\. 127\.0\.0\.1:\d+ cannot be reached: it refuses/,
    );
    assert.equal(other.status, 2);
  });

  test('needs a subset where there are several', async () => {
    const { hub, run } = await workplace();
    await using _ = hub;
    const { stderr, status } = await run('rows', 'super_glue');
    assert.match(stderr, /several subsets, of which the file must name one: `boolq`, `copa`\./);
    assert.equal(status, 2);
  });

  test('is not asked for where it is a path', async () => {
    const { hub, cwd, run } = await workplace();
    await using _ = hub;
    mkdirSync(join(cwd, 'data'));
    mkdirSync(join(cwd, 'imdb'));
    for (const path of ['imdb', 'data/imdb', './imdb', '/data', 'rows.jsonl']) {
      assert.equal((await run('rows', path)).status, 2);
    }
    assert.deepEqual(hub.requests, []);
  });
});

test('p3 doctor tells whether the Hub answers, with what token, and what is kept', async () => {
  const { hub, cwd, run } = await workplace();
  await run('rows', 'super_glue', 'boolq');
  const { stdout, status } = await run('doctor');
  const line = stdout.split('\n').find((each) => each.includes('Hub'));
  const folder = join(cwd, 'cache', 'hub');
  assert.match(
    line ?? '',
    /^ok {3}Hugging Face Hub: 127\.0\.0\.1:\d+ answers; token from `HF_TOKEN`; 2 answers, 0\.0 MB, kept in /,
  );
  assert.ok(line?.endsWith(folder));
  assert.equal(status, 0);
  await hub.stop();
  const without = await run('doctor');
  assert.match(
    without.stdout,
    /ok {3}Hugging Face Hub: out of reach: .* it refuses the connection/,
  );
  for (const { stdout: text, stderr } of [await run('schema', 'imdb'), without]) {
    assert.doesNotMatch(text + stderr, /hf_madeUpSecret/);
  }
});
