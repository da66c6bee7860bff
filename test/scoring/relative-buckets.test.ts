import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { relativeBucket } from '../../server/src/scoring/relative-buckets.ts';

/** Runs of a bucket over the offsets from -1,100 to 1,100, as transformers gives them. */
interface RecordedScheme {
  readonly buckets: number;
  readonly maxDistance: number;
  readonly bidirectional: readonly (readonly [bucket: number, count: number])[];
  readonly backwards: readonly (readonly [bucket: number, count: number])[];
}

const schemes: readonly RecordedScheme[] = JSON.parse(
  readFileSync(new URL('recorded/relative-buckets.json', import.meta.url), 'utf8'),
);

suite('relative attention buckets', () => {
  for (const { buckets, maxDistance, bidirectional, backwards } of schemes) {
    for (const isBidirectional of [true, false]) {
      const title = isBidirectional ? 'both ways' : 'backwards';
      test(`are those of transformers: ${buckets} up to ${maxDistance}, ${title}`, () => {
        const scheme = { isBidirectional, buckets, maxDistance };
        const runs = isBidirectional ? bidirectional : backwards;
        const expected = runs.flatMap(([bucket, count]) => Array<number>(count).fill(bucket));
        const actual = expected.map((_, index) => relativeBucket(scheme, index - 1100));
        assert.deepEqual(actual, expected);
      });
    }
  }
});
