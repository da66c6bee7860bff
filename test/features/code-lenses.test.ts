import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { codeLenses, type LensScore } from '../../server/src/features/code-lenses.ts';
import { summarize } from '../../server/src/scoring/summary.ts';

const text = `dataset: reviews
templates:
  a: !Template
    answer_choices: bad ||| good
    id: a
    jinja: '{{ text }} ||| {{ answer_choices[label] }}'
    name: Mood
  b: !Template
    answer_choices: no ||| yes
    id: b
    jinja: 'Nice? {{ text }} ||| {{ answer_choices[label] }}'
    name: Nice
  c: !Template
    answer_choices: null
    id: c
    jinja: '{{ text }} ||| {{ summary }}'
    name: Free
`;

function titles(scores: Readonly<Record<string, LensScore>> = {}): readonly string[] {
  const snapshot = createSnapshot({
    uri: 'file:///templates.yaml',
    version: 1,
    text,
    schema: { kind: 'absent' },
  });
  const templates = new Map(Object.entries(scores));
  const spread = summarize([...templates.values()].map(({ accuracy }) => accuracy));
  return codeLenses(snapshot, { templates, spread }).map(
    ({ title, templateId }) => `${templateId ?? 'file'}: ${title}`,
  );
}

const mood = { name: 'Mood', accuracy: 0.6, judged: 20, isOutdated: false };
const nice = { name: 'Nice', accuracy: 0.8, judged: 20, isOutdated: false };

suite('lenses', () => {
  test('offer to preview each template, and to score what has answer choices', () => {
    assert.deepEqual(titles(), [
      'file: Score all 2 templates',
      'a: Preview',
      'a: Score',
      'b: Preview',
      'b: Score',
      'c: Preview',
    ]);
  });

  test('tell how a template scored last, and whether it was edited since', () => {
    assert.ok(titles({ a: mood }).includes('a: 60.0 % on 20 rows'));
    assert.ok(
      titles({ a: { ...mood, judged: 1, isOutdated: true } }).includes(
        'a: 60.0 % on 1 row, before the last change',
      ),
    );
    assert.ok(titles({ a: { ...mood, accuracy: null } }).includes('a: No row could be judged'));
  });

  test('tell the spread over the file, with the lowest by name', () => {
    assert.equal(
      titles({ a: mood, b: nice })[1],
      'file: Median 70.0 % · quartiles 65.0 % and 75.0 % · lowest 60.0 %: Mood',
    );
    assert.equal(titles({ a: mood })[1], 'a: Preview');
  });
});
