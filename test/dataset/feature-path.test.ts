import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeFeature } from '../../server/src/dataset/describe-feature.ts';
import {
  findColumn,
  formatFeaturePath,
  resolveFeaturePath,
} from '../../server/src/dataset/feature-path.ts';
import type { Feature, Features } from '../../server/src/dataset/features.ts';

const text: Feature = { kind: 'value', dtype: 'string' };
const features: Features = new Map<string, Feature>([
  [
    'answers',
    { kind: 'struct', fields: new Map([['text', { kind: 'sequence', item: text, length: -1 }]]) },
  ],
  ['pair', { kind: 'translation', languages: ['de'] }],
  ['video-id', text],
]);

suite('feature paths', () => {
  test('lead through fields and items', () => {
    const path = [
      { kind: 'field', name: 'answers' },
      { kind: 'field', name: 'text' },
      { kind: 'item' },
    ] as const;
    assert.equal(formatFeaturePath(path), 'answers.text[]');
    assert.equal(resolveFeaturePath(features, path), text);
    assert.equal(resolveFeaturePath(features, [...path, { kind: 'item' }]), undefined);
    assert.equal(resolveFeaturePath(features, [{ kind: 'field', name: 'none' }]), undefined);
  });

  test('lead into a translation', () => {
    const path = [
      { kind: 'field', name: 'pair' },
      { kind: 'field', name: 'de' },
    ] as const;
    assert.deepEqual(resolveFeaturePath(features, path), text);
  });

  test('find a column by the name that templates use', () => {
    assert.equal(findColumn(features, 'video_id')?.name, 'video-id');
    assert.equal(findColumn(features, 'video-id'), undefined);
    assert.equal(findColumn(features, 'pair')?.name, 'pair');
  });

  test('describe a type in one line, however many classes it has', () => {
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    assert.equal(
      describeFeature({ kind: 'class-label', names }),
      'ClassLabel: c0, c1, c2, c3, c4, c5, c6, c7, … (12 more)',
    );
    assert.equal(
      describeFeature({ kind: 'sequence', item: { kind: 'class-label', names }, length: -1 }),
      'Sequence<ClassLabel>',
    );
  });
});
