import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseDatasetCard } from '../../server/src/sources/dataset-card.ts';

const card = `---
license: mit
configs:
- config_name: en
  data_files:
  - split: train
    path: en/train-*
  - split: test
    path: [en/a.csv, en/b.csv]
- config_name: de
  default: true
  data_files: de/*.parquet
dataset_info:
- config_name: en
  features:
  - name: text
    dtype: string
  - name: label
    dtype:
      class_label:
        names:
          '0': negative
          '1': positive
  - name: answers
    sequence:
    - name: text
      dtype: string
    - name: start
      dtype: int32
  - name: tags
    sequence: string
  - name: turns
    list:
    - name: role
      dtype: string
  - name: inner
    struct:
    - name: deep
      dtype: float32
  - name: pair
    dtype:
      translation:
        languages: [de, en]
  - name: picture
    dtype: image
  splits:
  - name: train
    num_examples: 3
---
# Title
`;

suite('a dataset card', () => {
  test('tells columns of every kind, and how many rows splits have', () => {
    const schema = parseDatasetCard(card, 'reviews')?.schemas.get('en');
    assert.ok(schema);
    const text = { kind: 'value', dtype: 'string' } as const;
    const listOf = (item: object) => ({ kind: 'sequence', item, length: -1 });
    assert.deepEqual(
      [...schema.features],
      [
        ['text', text],
        ['label', { kind: 'class-label', names: ['negative', 'positive'] }],
        [
          'answers',
          {
            kind: 'struct',
            fields: new Map<string, object>([
              ['text', listOf(text)],
              ['start', listOf({ kind: 'value', dtype: 'int32' })],
            ]),
          },
        ],
        ['tags', listOf(text)],
        ['turns', listOf({ kind: 'struct', fields: new Map([['role', text]]) })],
        [
          'inner',
          { kind: 'struct', fields: new Map([['deep', { kind: 'value', dtype: 'float32' }]]) },
        ],
        ['pair', { kind: 'translation', languages: ['de', 'en'] }],
        ['picture', { kind: 'image' }],
      ],
    );
    assert.deepEqual([...schema.splits], [['train', 3]]);
  });

  test('tells the files of each subset', () => {
    assert.deepEqual(parseDatasetCard(card, 'reviews')?.configs, [
      {
        name: 'en',
        isDefault: false,
        dataFiles: [
          { split: 'train', patterns: ['en/train-*'] },
          { split: 'test', patterns: ['en/a.csv', 'en/b.csv'] },
        ],
      },
      { name: 'de', isDefault: true, dataFiles: [{ split: 'train', patterns: ['de/*.parquet'] }] },
    ]);
  });

  test('is none without YAML at the top, or with YAML that cannot be read', () => {
    assert.equal(parseDatasetCard('# Title\n', 'reviews'), undefined);
    assert.equal(parseDatasetCard('---\n{\n---\n', 'reviews'), undefined);
    const bomb = `a: &a [x]\n${'bcdefgh'.replace(/./g, (key, at: number) => `${key}: &${key} [${`*${String.fromCharCode(97 + at)},`.repeat(20)}]\n`)}`;
    assert.equal(parseDatasetCard(`---\n${bomb}---\n`, 'reviews'), undefined);
  });
});
