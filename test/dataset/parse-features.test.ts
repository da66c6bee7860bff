import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeFeature } from '../../server/src/dataset/describe-feature.ts';
import type { DatasetSchema } from '../../server/src/dataset/features.ts';
import { parseDatasetSchema } from '../../server/src/dataset/parse-features.ts';

const string = { dtype: 'string', id: null, _type: 'Value' };
const int32 = { dtype: 'int32', id: null, _type: 'Value' };

suite('parseDatasetSchema', () => {
  test('reads the features alone', () => {
    const schema = read({ text: string, label: { _type: 'ClassLabel', names: ['neg', 'pos'] } });
    assert.deepEqual(typesOf(schema), { text: 'string', label: 'ClassLabel: neg, pos' });
    assert.equal(schema.dataset, 'fallback');
    assert.equal(schema.subset, null);
  });

  test('reads them under a header', () => {
    const schema = read({
      dataset: 'squad',
      subset: 'plain',
      splits: { train: 3, test: { name: 'test', num_examples: 4 } },
      features: { text: string },
    });
    assert.equal(schema.dataset, 'squad');
    assert.equal(schema.subset, 'plain');
    assert.deepEqual(
      [...schema.splits],
      [
        ['train', 3],
        ['test', 4],
      ],
    );
    assert.deepEqual(typesOf(schema), { text: 'string' });
  });

  test('takes a column called features for a column', () => {
    assert.deepEqual(typesOf(read({ features: string, text: string })), {
      features: 'string',
      text: 'string',
    });
  });

  test('reads a whole dataset_infos.json: the only subset, the default one, or the one asked for', () => {
    const info = { description: '', features: { text: string }, splits: {} };
    const other = { ...info, features: { title: string } };
    assert.deepEqual(typesOf(read({ plain: info })), { text: 'string' });
    assert.deepEqual(typesOf(read({ default: info, other })), { text: 'string' });
    assert.deepEqual(typesOf(read({ default: info, other }, 'other')), { title: 'string' });
    assert.deepEqual(parseDatasetSchema({ one: info, two: other }, 'x'), {
      kind: 'malformed',
      message: 'The file has no subset `default`; it has `one`, `two`.',
    });
  });

  test('makes a Sequence of a struct a struct of lists, as the datasets library yields it', () => {
    const answers = { _type: 'Sequence', length: -1, feature: { text: string, start: int32 } };
    const schema = read({ answers });
    const feature = schema.features.get('answers');
    assert.equal(feature?.kind, 'struct');
    assert.deepEqual(
      [...feature.fields].map(([name, field]) => [name, describeFeature(field)]),
      [
        ['text', 'Sequence<string>'],
        ['start', 'Sequence<int32>'],
      ],
    );
  });

  test('leaves a List of a struct a list of structs', () => {
    const struct = { text: string };
    const schema = read({
      new: { _type: 'List', feature: struct, length: -1 },
      large: { _type: 'LargeList', feature: struct },
      old: [struct],
    });
    assert.deepEqual(typesOf(schema), {
      new: 'Sequence<{text}>',
      large: 'Sequence<{text}>',
      old: 'Sequence<{text}>',
    });
  });

  test('reads every other type', () => {
    const schema = read({
      pair: { _type: 'Translation', languages: ['de', 'en'] },
      many: { _type: 'TranslationVariableLanguages', languages: ['de', 'en'] },
      picture: { _type: 'Image' },
      sound: { _type: 'Audio', sampling_rate: 16000 },
      film: { _type: 'Video' },
      grid: { _type: 'Array2D', shape: [2, 3], dtype: 'float32' },
      counted: { _type: 'ClassLabel', num_classes: 3, names_file: null },
      numbered: { _type: 'ClassLabel', names: [0, 1] },
      fixed: { _type: 'Sequence', feature: int32, length: 4 },
      nested: { inner: { deep: string } },
    });
    assert.deepEqual(typesOf(schema), {
      pair: 'Translation<de, en>',
      many: '{language, translation}',
      picture: 'Image',
      sound: 'Audio',
      film: 'Video',
      grid: 'Sequence[2]<Sequence[3]<float32>>',
      counted: 'ClassLabel: 0, 1, 2',
      numbered: 'ClassLabel: 0, 1',
      fixed: 'Sequence[4]<int32>',
      nested: '{inner}',
    });
  });

  test('keeps a type that it does not know and says so', () => {
    const parsed = parseDatasetSchema({ pose: { _type: 'Pose3D' } }, 'x');
    assert.equal(parsed.kind, 'ok');
    assert.deepEqual(parsed.schema.features.get('pose'), { kind: 'unknown', type: 'Pose3D' });
    assert.deepEqual(parsed.problems, ['`pose` has the type `Pose3D`, which is not known here.']);
  });

  test('names the place of what it cannot read, and what it expected', () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [
        null,
        'The schema is null; the features of a dataset, an object with one key per column, is expected.',
      ],
      [{ text: 'string' }, '`text` is text; a feature, an object with `_type`, is expected.'],
      [{ text: { _type: 'Value' } }, '`text.dtype` is missing; a name in quotes is expected.'],
      [{ a: { _type: 5 } }, '`a._type` is `5`; a name in quotes is expected.'],
      [
        { label: { _type: 'ClassLabel', names: 'yes' } },
        '`label.names` is text; a list of names in quotes is expected.',
      ],
      [
        { a: { _type: 'Sequence', feature: { b: null } } },
        '`a.feature.b` is null; a feature, an object with `_type`, is expected.',
      ],
      [
        { a: [string, string] },
        '`a` is a list of 2 items; a list with the feature of its items and nothing else is expected.',
      ],
      [
        { features: [] },
        '`features` is a list of 0 items; an object with one key per column is expected.',
      ],
    ];
    for (const [json, message] of cases) {
      assert.deepEqual(parseDatasetSchema(json, 'x'), { kind: 'malformed', message });
    }
  });

  test('refuses features that are nested without end', () => {
    let feature: unknown = string;
    for (let depth = 0; depth < 5000; depth += 1) feature = [feature];
    const parsed = parseDatasetSchema({ deep: feature }, 'x');
    assert.equal(parsed.kind, 'malformed');
    assert.match(parsed.message, /is nested too deeply\.$/);
  });
});

function read(json: unknown, subset?: string): DatasetSchema {
  const parsed = parseDatasetSchema(json, 'fallback', subset);
  assert.equal(parsed.kind, 'ok', 'message' in parsed ? parsed.message : '');
  return parsed.schema;
}

function typesOf({ features }: DatasetSchema): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...features].map(([name, feature]) => [name, describeFeature(feature)]),
  );
}
