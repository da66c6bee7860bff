import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { modelItems } from '../../client/src/models/model-items.ts';
import type { ModelList } from '../../server/src/protocol/scoring.ts';

const list: ModelList = {
  known: [
    {
      ...{ id: 'google/flan-t5-small', about: 'the smallest', licence: 'Apache-2.0' },
      downloadBytes: 308e6,
      memoryBytes: { fp32: 440e6, int8: 210e6 },
    },
    {
      ...{ id: 'bigscience/T0_3B', about: 'T0', licence: 'Apache-2.0' },
      downloadBytes: 11.4e9,
      memoryBytes: { fp32: 12.6e9, int8: 4.1e9 },
    },
  ],
  local: [{ name: 'bigscience/T0_3B', folder: '/hub/T0_3B', bytes: 11.4e9, from: 'hub-cache' }],
};

const labels = (current: string) =>
  modelItems(list, current).map((item) => item.label.replace(/^\$\((?:cloud|folder)\S+\) /, ''));

suite('the models to choose from', () => {
  test('are those on the machine, then those to download with size, memory and licence', () => {
    assert.deepEqual(labels(''), [
      'On this machine',
      '$(check) Embedded demo model',
      'bigscience/T0_3B',
      'Choose a folder…',
      'To download',
      'google/flan-t5-small',
      'Another model of the Hub…',
    ]);
    const flan = modelItems(list, '').find(({ label }) => label.includes('flan'));
    assert.equal(
      flan?.kind === 'model' && flan.description,
      '308 MB · memory 440 MB, in int8 210 MB · Apache-2.0',
    );
  });

  test('mark the one in use, even a folder that was chosen by hand', () => {
    assert.ok(labels('/hub/T0_3B').includes('$(check) bigscience/T0_3B'));
    assert.ok(labels('/models/mine').includes('$(check) mine'));
  });
});
