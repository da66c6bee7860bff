import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { suite, test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver/node';
import type { DatasetSchemaText, DatasetStatus } from '../../server/src/protocol/datasets.ts';
import type { RenderResult } from '../../server/src/protocol/requests.ts';
import { LineIndex } from '../../server/src/text/line-index.ts';
import { type FakeHub, json, startFakeHub } from '../support/fake-hub.ts';
import { type LspClient, type LspOptions, startClient } from '../support/lsp-harness.ts';

const templates = `dataset: made-up/reviews
templates:
  a: !Template
    answer_choices: bad ||| good
    id: a
    jinja: "{{text}} Good? ||| {{answer_choices[label]}}"
    metadata: !TemplateMetadata
      choices_in_prompt: false
      languages: [en]
      metrics: [Accuracy]
      original_task: true
    name: one
    reference: ''
`;

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"text":"row ${index}","label":${index % 2}}`);
const datasets = {
  'made-up/reviews': {
    configs: {
      default: {
        features: {
          text: { dtype: 'string', _type: 'Value' },
          label: { names: ['neg', 'pos'], _type: 'ClassLabel' },
        },
        splits: { train: rows(150), validation: rows(7) },
      },
    },
  },
};

async function open(hub: FakeHub, options: LspOptions = {}): Promise<LspClient> {
  const client = await startClient({ ...options, environment: { HF_ENDPOINT: hub.origin } });
  await client.open('templates.yaml', templates);
  return client;
}

function ask<Answer>(client: LspClient, method: string, params = {}): Promise<Answer> {
  return client.connection.sendRequest(method, { uri: client.uriOf('templates.yaml'), ...params });
}

const status = (client: LspClient) => ask<DatasetStatus>(client, 'p3/datasetStatus');

async function firstRow(client: LspClient, offset = 0): Promise<string | undefined> {
  const params = { templateId: 'a', offset, limit: 1 };
  const { rows: rendered } = await ask<RenderResult>(client, 'p3/render', params);
  const outcome = rendered[0]?.outcome;
  return outcome?.kind === 'rendered' ? outcome.parts[0] : outcome?.kind;
}

suite('the dataset of an open file', () => {
  test('comes from the Hub when nothing on disk knows it', async () => {
    await using hub = await startFakeHub(datasets);
    await using client = await open(hub);
    const { schema, rows: place, ...rest } = await status(client);
    assert.deepEqual(rest, {
      dataset: 'made-up/reviews',
      subset: null,
      split: 'validation',
      rowCount: 7,
      splits: [
        { name: 'train', rowCount: 150 },
        { name: 'validation', rowCount: 7 },
      ],
    });
    for (const each of [schema, place]) {
      assert.ok(each.kind === 'found');
      assert.equal(each.source, 'hub');
      assert.equal(each.label, 'made-up/reviews');
    }
    assert.equal(await firstRow(client), 'row 0 Good?');
  });

  test('gives fields to check, once the Hub has answered', async () => {
    await using hub = await startFakeHub(datasets);
    await using client = await open(hub);
    await status(client);
    await client.change('templates.yaml', 2, templates.replace('{{text}}', '{{txet}}'));
    const found = await client.pull('templates.yaml');
    assert.deepEqual(
      found
        .filter(({ code }) => code === 'unknown-field')
        .map(({ message }) => String(message).slice(0, 30)),
      ['`txet` is not a field of this '],
    );
  });

  test('comes from disk alone where the disk knows it', async () => {
    await using hub = await startFakeHub(datasets);
    const files = { 'validation.jsonl': '{"text":"mine","label":1}\n', 'schema.json': '{}' };
    await using client = await open(hub, { files });
    assert.equal(await firstRow(client), 'mine Good?');
    await status(client);
    assert.deepEqual(
      hub.requests.filter(({ path }) => path === '/rows' || path === '/info'),
      [],
    );
  });

  test('shows the split that the user chose', async () => {
    await using hub = await startFakeHub(datasets);
    await using client = await open(hub);
    const chosen = await ask<DatasetStatus>(client, 'p3/chooseSplit', { split: 'train' });
    assert.deepEqual([chosen.split, chosen.rowCount], ['train', 150]);
    assert.equal(await firstRow(client, 149), 'row 149 Good?');
    const back = await ask<DatasetStatus>(client, 'p3/chooseSplit', { split: null });
    assert.equal(back.split, 'validation');
  });

  for (const [what, remembered, split, row] of [
    ['the split that was chosen in an earlier session', 'train', 'train', 'row 149 Good?'],
    ['the split that is shown first where that one is gone', 'dev', 'validation', 'row 6 Good?'],
  ] as const) {
    test(`shows ${what}`, async () => {
      await using hub = await startFakeHub(datasets);
      const splits = [
        { dataset: 'made-up/reviews', subset: null, split: remembered },
        { dataset: 'made-up/reviews', subset: 'other', split: 'validation' },
        'what another editor may send',
      ];
      await using client = await open(hub, { initializationOptions: { splits } });
      assert.equal((await status(client)).split, split);
      assert.equal(await firstRow(client, split === 'train' ? 149 : 6), row);
    });
  }

  test('says why the viewer of the Hub does not show it', async () => {
    await using hub = await startFakeHub(datasets);
    hub.on('/splits', json({ error: 'Dataset scripts are not supported.' }, 501));
    await using client = await open(hub);
    const { rows: place } = await status(client);
    assert.deepEqual(place, {
      kind: 'malformed',
      message:
        "The Hub's dataset viewer cannot show `made-up/reviews`. It says: Dataset scripts are not supported. Put a data file beside the template file, or name one in `p3.datasets`.",
    });
  });

  test('finds rows by a filter', async () => {
    await using hub = await startFakeHub(datasets);
    await using client = await open(hub);
    const params = { templateId: 'a', offset: 1, limit: 2, filter: 'label = pos and text ~ row' };
    const { rows: found, rowCount } = await ask<RenderResult>(client, 'p3/render', params);
    assert.deepEqual([found.map(({ row }) => row), rowCount], [[3, 5], 3]);
  });

  test('is written down as a schema file would have it', async () => {
    await using hub = await startFakeHub(datasets);
    await using client = await open(hub);
    await status(client);
    const schema = await ask<DatasetSchemaText>(client, 'p3/datasetSchema');
    assert.equal(schema.name, 'made-up__reviews__default.json');
    assert.deepEqual(
      JSON.parse(schema.text).features,
      datasets['made-up/reviews'].configs.default.features,
    );
  });
});

suite('completion', () => {
  async function labels(client: LspClient, text: string): Promise<readonly string[]> {
    const offset = text.indexOf('$0');
    await client.open('other/templates.yaml', text.replace('$0', ''));
    const list: CompletionList = await client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: client.uriOf('other/templates.yaml') },
      position: new LineIndex(text).positionAt(offset),
    });
    // The names of the folders that the file is in are proposed as well.
    const others = ['other', basename(client.folder)];
    return list.items
      .filter(({ label }) => !others.includes(label))
      .map(({ label, textEdit }) => `${label} -> ${textEdit?.newText}`);
  }
  const many = {
    ...datasets,
    'made-up/news': {
      configs: {
        de: datasets['made-up/reviews'].configs.default,
        en: datasets['made-up/reviews'].configs.default,
      },
    },
  };

  test('proposes datasets by the letters that are typed', async () => {
    await using hub = await startFakeHub(many);
    await using client = await open(hub);
    assert.deepEqual(await labels(client, 'dataset: made-up/n$0\ntemplates: {}\n'), [
      'made-up/news -> made-up/news',
    ]);
    assert.deepEqual(await labels(client, "dataset: 'made-up/r$0'\ntemplates: {}\n"), [
      'made-up/reviews -> made-up/reviews',
    ]);
  });

  test('proposes the subsets of the dataset', async () => {
    await using hub = await startFakeHub(many);
    await using client = await open(hub);
    assert.deepEqual(await labels(client, 'dataset: made-up/news\nsubset: $0\ntemplates: {}\n'), [
      'de -> de',
      'en -> en',
    ]);
  });

  test('does not send a path anywhere', async () => {
    await using hub = await startFakeHub(many);
    await using client = await startClient({ environment: { HF_ENDPOINT: hub.origin } });
    for (const text of ['dataset: ./data$0', 'dataset: /home/me$0', 'dataset: ~/x$0']) {
      assert.deepEqual(await labels(client, text), []);
    }
    assert.deepEqual(
      hub.requests.filter(({ path }) => path === '/api/datasets'),
      [],
    );
  });
});

suite('without a network', () => {
  test('what was seen stays, and its status says why it may be old', async () => {
    const hub = await startFakeHub(datasets);
    await using client = await open(hub);
    await status(client);
    await hub.stop();
    const after = await ask<DatasetStatus>(client, 'p3/refreshDataset');
    assert.ok(after.rows.kind === 'found' && after.schema.kind === 'found');
    assert.match(after.rows.unreachable ?? '', /cannot be reached/);
    assert.ok(Date.now() - (after.rows.fetchedAt ?? 0) < 600_000);
    assert.equal(await firstRow(client, 3), 'row 3 Good?');
    assert.deepEqual(
      client.log.filter((line) => line.startsWith('error')),
      [],
    );
  });

  test('what was not seen is said to be out of reach', async () => {
    const hub = await startFakeHub();
    await hub.stop();
    await using client = await open(hub);
    const { rows: place } = await status(client);
    assert.ok(place.kind === 'offline');
    assert.match(place.message, /cannot be reached: it refuses the connection/);
    assert.deepEqual(
      client.log.filter((line) => line.startsWith('error')),
      [],
    );
  });
});

suite('the Hub is not asked', () => {
  const cases: readonly (readonly [string, LspOptions, RegExp])[] = [
    ['in an untrusted workspace', { initializationOptions: { trusted: false } }, /Restricted Mode/],
    ['when it is switched off', { settings: { hub: { enabled: false } } }, /`p3\.hub\.enabled`/],
  ];
  for (const [when, options, message] of cases) {
    test(when, async () => {
      await using hub = await startFakeHub(datasets);
      await using client = await open(hub, options);
      const { rows: place } = await status(client);
      assert.ok(place.kind === 'offline');
      assert.match(place.message, message);
      assert.deepEqual(hub.requests, []);
    });
  }
});

suite('a token of the client', () => {
  const key = randomBytes(32);

  function seal(tokens: Readonly<Record<string, string>>): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const text = Buffer.concat([cipher.update(JSON.stringify(tokens)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
  }

  test('goes to its Hub, sealed on the way', async () => {
    await using hub = await startFakeHub(datasets);
    hub.on('/splits', (response, { authorization }) =>
      authorization === 'Bearer hf_madeUp'
        ? json({ splits: [{ config: 'default', split: 'train' }] })(response)
        : json({ error: 'gated' }, 401)(response),
    );
    await using client = await open(hub, { tokenKey: key.toString('base64') });
    const before = await status(client);
    assert.ok(before.rows.kind === 'denied');
    assert.match(before.rows.message, /\*P3: Set Hub token\*/);
    assert.equal(await client.connection.sendRequest('p3/hubEndpoint'), `${hub.origin}/`);
    await client.connection.sendNotification('p3/hubTokens', {
      sealed: seal({ [hub.origin]: 'hf_madeUp' }),
    });
    assert.equal((await status(client)).rows.kind, 'found');
    await client.connection.sendNotification('p3/hubTokens', {
      sealed: seal({ 'https://other': 'x' }),
    });
    await client.connection.sendNotification('p3/hubTokens', { sealed: 'nonsense' });
    assert.doesNotMatch(client.log.join('\n'), /hf_madeUp/);
  });
});
