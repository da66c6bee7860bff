import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { parseExample } from '../../server/src/dataset/example.ts';
import type { Features } from '../../server/src/dataset/features.ts';
import { parseDatasetSchema } from '../../server/src/dataset/parse-features.ts';
import { misfitsOf } from '../../server/src/dataset/row-fit.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';

const features = featuresOf({
  id: { _type: 'Value', dtype: 'int64' },
  text: { _type: 'Value', dtype: 'string' },
  score: { _type: 'Value', dtype: 'float32' },
  flag: { _type: 'Value', dtype: 'bool' },
  label: { _type: 'ClassLabel', names: ['no', 'yes'] },
  answers: { _type: 'Sequence', feature: { text: { _type: 'Value', dtype: 'string' } } },
  'video-id': { _type: 'Value', dtype: 'string' },
});

const fitting = {
  id: '7',
  text: '"a"',
  score: '1.5',
  flag: 'true',
  label: '1',
  answers: '{"text": ["a", "b"]}',
  'video-id': '"v"',
};

suite('misfitsOf', () => {
  test('is silent about a row that fits, with nulls anywhere and -1 for a label', () => {
    assert.deepEqual(misfits({}), []);
    assert.deepEqual(misfits({ id: 'null', answers: 'null', label: '-1', score: '2' }), []);
    assert.deepEqual(misfits({ answers: '{"text": [null]}' }), []);
  });

  test('names the row, the field, what is expected and what is found', () => {
    assert.deepEqual(
      misfits({ id: '1.0', text: '3', flag: '"x"', label: '2', answers: '{"text": ["a", 5]}' }),
      [
        'Row 4: `id` is a float; int64 is expected.',
        'Row 4: `text` is the int 3; string is expected.',
        'Row 4: `flag` is a string; bool is expected.',
        'Row 4: `label` is the int 2; ClassLabel: no, yes is expected.',
        'Row 4: `answers.text[1]` is the int 5; string is expected.',
      ],
    );
  });

  test('tells a list from a struct', () => {
    assert.deepEqual(misfits({ answers: '[{"text": "a"}]' }), [
      'Row 4: `answers` is a list; {text} is expected.',
    ]);
  });

  test('names columns that are missing or too many, with a hyphen as good as an underscore', () => {
    assert.deepEqual(
      misfits({ text: undefined, extra: '1', 'video-id': undefined, video_id: '"v"' }),
      [
        'Row 4: the schema has no column `extra`.',
        'Row 4: column `text` is missing; string is expected.',
      ],
    );
  });

  const files = corpus();
  test('finds the rows of the corpus to fit', { skip: files ? false : CORPUS_SKIP_REASON }, () => {
    for (const entry of files?.entries ?? []) {
      const columns = featuresOf(JSON.parse(readFileSync(entry.schema, 'utf8')));
      for (const [index, line] of readFileSync(entry.examples, 'utf8')
        .trimEnd()
        .split('\n')
        .entries()) {
        const parsed = parseExample(line);
        assert.equal(parsed.kind, 'row');
        assert.deepEqual(misfitsOf(parsed.row, columns, index), [], entry.name);
      }
    }
  });
});

function misfits(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  const columns = Object.entries({ ...fitting, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}: ${value}`],
  );
  const parsed = parseExample(`{${columns.join(', ')}}`);
  assert.equal(parsed.kind, 'row');
  return misfitsOf(parsed.row, features, 4);
}

function featuresOf(json: unknown): Features {
  const parsed = parseDatasetSchema(json, 'x');
  assert.equal(parsed.kind, 'ok', 'message' in parsed ? parsed.message : '');
  return parsed.schema.features;
}
