import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseExample } from '../../server/src/dataset/example.ts';
import { unlabelledColumns } from '../../server/src/dataset/unlabelled-columns.ts';

function columnsOf(...lines: readonly string[]): readonly string[] {
  const rows = lines.map((line) => {
    const parsed = parseExample(line);
    assert.equal(parsed.kind, 'row');
    return parsed.row;
  });
  return [...unlabelledColumns(rows)];
}

suite('unlabelledColumns', () => {
  test('names the columns that hold -1 on some row', () => {
    assert.deepEqual(columnsOf('{"a": 1, "b": -1}', '{"a": -1, "b": 0}'), ['b', 'a']);
  });

  test('takes neither floats nor inner values for labels', () => {
    assert.deepEqual(columnsOf('{"a": -1.0, "b": [-1], "c": "-1", "d": null}'), []);
  });
});
