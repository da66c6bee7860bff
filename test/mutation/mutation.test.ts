import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { loadCorpus } from '../support/load-corpus.ts';
import { faults, mutate, type Trial } from './mutate.ts';

const found = corpus();
const skip = found === undefined && CORPUS_SKIP_REASON;

suite('faults planted into the public templates', () => {
  test('are those of all rules that need no rows', () => {
    const ids = rules.flatMap((rule) => ('isOverRows' in rule && rule.isOverRows ? [] : [rule.id]));
    assert.deepEqual(Object.keys(faults).sort(), ids.sort());
  });

  test('are reported at their place, alone, and mended by their fixes', { skip }, () => {
    const trials = found === undefined ? [] : mutate(loadCorpus(found), { seed: 7, perRule: 6 });
    assert.ok(trials.length > 5 * Object.keys(faults).length, `${trials.length} faults`);
    const missed = trials.filter(({ isFound }) => !isFound);
    assert.ok(missed.length <= 0.01 * trials.length, describe(missed));
    const joined = trials.filter(({ otherErrors }) => otherErrors.length > 0);
    assert.ok(joined.length <= 0.05 * trials.length, describe(joined));
    assert.deepEqual(
      trials.flatMap(({ fixFaults }) => fixFaults),
      [],
    );
  });
});

function describe(trials: readonly Trial[]): string {
  return trials.map(({ rule, file, template }) => `${rule} in ${file}, ${template}`).join('\n');
}
