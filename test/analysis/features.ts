import type { Feature, Features } from '../../server/src/dataset/features.ts';

const text: Feature = { kind: 'value', dtype: 'string' };

function listOf(item: Feature): Feature {
  return { kind: 'sequence', item, length: -1 };
}

function struct(fields: Readonly<Record<string, Feature>>): Feature {
  return { kind: 'struct', fields: new Map(Object.entries(fields)) };
}

/** One column of each shape that templates meet. */
export const features: Features = new Map<string, Feature>([
  ['title', text],
  ['label', { kind: 'class-label', names: ['no', 'yes'] }],
  ['answers', struct({ text: listOf(text), start: listOf({ kind: 'value', dtype: 'int32' }) })],
  ['options', listOf(struct({ name: text, score: { kind: 'value', dtype: 'float32' } }))],
  ['pair', { kind: 'translation', languages: ['de', 'en'] }],
  ['video-id', text],
  ['has blank', text],
]);
