import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseSplit, splitsOfFiles } from '../../server/src/sources/split-names.ts';
import { dataFileOf } from '../../server/src/sources/tables/data-file.ts';

function splitsOf(...names: readonly string[]) {
  const files = names.flatMap((name) => {
    const file = dataFileOf(name, name);
    return file === undefined ? [] : [{ ...file, name }];
  });
  return splitsOfFiles(files);
}

function namesOf(...names: readonly string[]) {
  return splitsOf(...names).map(({ split, files }) => `${split}: ${files.map(({ name }) => name)}`);
}

suite('splits', () => {
  test('are made up of numbered parts, whatever they are called', () => {
    assert.deepEqual(
      namesOf(
        'data/dev_r1-00000-of-00001.parquet',
        'data/train-00001-of-00002.parquet',
        'data/train-00000-of-00002.parquet',
        'data/leftover.parquet',
      ),
      [
        'train: data/train-00000-of-00002.parquet,data/train-00001-of-00002.parquet',
        'dev_r1: data/dev_r1-00000-of-00001.parquet',
      ],
    );
  });

  test('have folders, or words in the names of files', () => {
    assert.deepEqual(namesOf('testing/a.csv', 'val/b.csv', 'other.csv'), [
      'validation: val/b.csv',
      'test: testing/a.csv',
    ]);
    assert.deepEqual(namesOf('my.eval.jsonl', 'training_2.jsonl', 'latest.jsonl'), [
      'train: training_2.jsonl',
      'test: my.eval.jsonl',
    ]);
  });

  test('are `train` where nothing tells', () => {
    assert.deepEqual(namesOf('b.csv.gz', 'a.csv'), ['train: a.csv,b.csv.gz']);
  });

  test('are made up of files of the format that most have', () => {
    assert.deepEqual(namesOf('train.csv', 'test.csv', 'train.json'), [
      'train: train.csv',
      'test: test.csv',
    ]);
  });

  test('are made up of Feather files where there are no others', () => {
    assert.deepEqual(namesOf('train.feather', 'test.feather'), [
      'train: train.feather',
      'test: test.feather',
    ]);
    assert.deepEqual(namesOf('train.feather', 'test.feather', 'train.csv'), ['train: train.csv']);
  });

  test('show the one first that has labels as a rule', () => {
    const splits = splitsOf('train.csv', 'test.csv', 'validation_matched.csv');
    assert.equal(chooseSplit(splits, undefined)?.split, 'validation');
    assert.equal(chooseSplit(splits, 'test')?.split, 'test');
    assert.equal(chooseSplit(splits, 'validation_matched')?.files.length, 1);
    assert.equal(chooseSplit(splits, 'dev'), undefined);
  });
});
