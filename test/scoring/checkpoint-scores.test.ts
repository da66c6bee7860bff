import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { expectEqual, type RecordedScore, scoreAll } from './support/compare.ts';
import { copyCheckpoint, recordedCheckpoints, startClient } from './support/model.ts';

suite('a checkpoint as downloaded', () => {
  for (const name of readdirSync(recordedCheckpoints)) {
    test(`is scored as transformers does: ${name}`, async (context) => {
      const modelFolder = copyCheckpoint(context, name);
      const path = new URL(`${name}/scores.json`, recordedCheckpoints);
      const cases: readonly RecordedScore[] = JSON.parse(readFileSync(path, 'utf8'));
      const scores = await scoreAll(startClient(context), cases, 'off', modelFolder);
      assert.equal(scores.length, cases.length);
      for (const [index, expected] of cases.entries()) {
        expectEqual(scores[index], expected);
      }
    });
  }
});
