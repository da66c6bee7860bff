import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { localSource } from '../support/local-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const text = { dtype: 'string', _type: 'Value' };

function loadSchema(folder: string, dataset = 'reviews', subset: string | null = null) {
  const source = localSource({ schemaFolders: [join(folder, 'schemas')] });
  return source.loadSchema({ path: join(folder, 'templates.yaml'), dataset, subset });
}

suite('schemas on disk', () => {
  test('lie beside the template file as `schema.json`', async () => {
    const folder = temporaryFolder({ 'schema.json': JSON.stringify({ features: { body: text } }) });
    const lookup = await loadSchema(folder);
    assert.equal(lookup.kind, 'found');
    assert.deepEqual([...lookup.schema.features.keys()], ['body']);
    assert.equal(lookup.origin.path, join(folder, 'schema.json'));
  });

  test('lie beside it as `dataset_infos.json`, of which the subset is taken', async () => {
    const infos = { en: { features: { english: text } }, de: { features: { german: text } } };
    const folder = temporaryFolder({ 'dataset_infos.json': JSON.stringify(infos) });
    const lookup = await loadSchema(folder, 'reviews', 'de');
    assert.equal(lookup.kind, 'found');
    assert.deepEqual([...lookup.schema.features.keys()], ['german']);
  });

  test('in a folder go by dataset and subset, and go before those beside', async () => {
    const folder = temporaryFolder({
      'schemas/someone__reviews__de.json': JSON.stringify({ stars: text }),
      'schema.json': JSON.stringify({ body: text }),
    });
    const lookup = await loadSchema(folder, 'someone/reviews', 'de');
    assert.equal(lookup.kind, 'found');
    assert.deepEqual([...lookup.schema.features.keys()], ['stars']);
  });

  test('are absent without a message where no file is', async () => {
    assert.deepEqual(await loadSchema(temporaryFolder({})), { kind: 'absent' });
  });

  test('do not lead out of their folder', async () => {
    const folder = temporaryFolder({ 'secret.json': '{}', 'schemas/x.json': '{}' });
    const lookup = await loadSchema(folder, 'x', '/../../secret');
    assert.equal(lookup.kind, 'absent');
  });
});

suite('a schema that cannot be used', () => {
  const broken: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['is empty', '', /^The schema is not JSON: .* at line 1, column 1\.$/],
    ['is not JSON', '{\n  "text": {]\n}', /^The schema is not JSON: .* at line 2, column 12\.$/],
    ['is no object', '[1, 2]', /^The schema is a list of 2 items; the features of a dataset/],
    ['is not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), /^The schema is not UTF-8 text\.$/],
    ['has a feature that is none', '{"text": 5}', /^`text` is `5`; a feature/],
  ];
  for (const [what, content, expected] of broken) {
    test(`says so when it ${what}`, async () => {
      const folder = temporaryFolder({ 'schema.json': content });
      const lookup = await loadSchema(folder);
      assert.equal(lookup.kind, 'malformed');
      assert.equal(lookup.origin.path, join(folder, 'schema.json'));
      assert.match(lookup.message, expected);
    });
  }

  test('is named when it is a folder', async () => {
    const lookup = await loadSchema(temporaryFolder({ 'schema.json/x': '' }));
    assert.equal(lookup.kind, 'malformed');
    assert.equal(lookup.message, 'The schema cannot be read: it is a folder.');
  });
});
