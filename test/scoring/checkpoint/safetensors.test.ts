import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { readSafetensors } from '../../../server/src/scoring/checkpoint/safetensors.ts';
import { safetensors, writeTemporary } from '../support/safetensors.ts';

suite('a safetensors file', () => {
  test('says where each tensor lies', async (context) => {
    const header = {
      __metadata__: { format: 'pt' },
      first: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      second: { dtype: 'BF16', shape: [4], data_offsets: [24, 32] },
      scalar: { dtype: 'F16', shape: [], data_offsets: [32, 34] },
    };
    const path = writeTemporary(context, 'model.safetensors', safetensors(header, 34));
    const start = 8 + JSON.stringify(header).length;
    assert.deepEqual(await readSafetensors(path), [
      { name: 'first', path, dtype: 'F32', shape: [2, 3], offset: start, bytes: 24 },
      { name: 'second', path, dtype: 'BF16', shape: [4], offset: start + 24, bytes: 8 },
      { name: 'scalar', path, dtype: 'F16', shape: [], offset: start + 32, bytes: 2 },
    ]);
  });

  const tensor = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  const brokenTensors: readonly (readonly [string, unknown, RegExp])[] = [
    ['ends beyond the file', { ...tensor, data_offsets: [4, 12] }, /ends 4 bytes beyond the end/],
    ['ends before it begins', { ...tensor, data_offsets: [8, 0] }, /offsets 8 to 0, .* no range/],
    ['begins before the data', { ...tensor, data_offsets: [-8, 0] }, /has no valid offsets/],
    ['has three offsets', { ...tensor, data_offsets: [0, 4, 8] }, /offsets 0 to 4, .* no range/],
    ['has no offsets', { dtype: 'F32', shape: [2] }, /has no valid offsets/],
    [
      'has more elements than bytes',
      { ...tensor, shape: [3] },
      /has 8 bytes, but F32 of shape \[3\]/,
    ],
    [
      'has a size that overflows to the right one',
      { ...tensor, shape: [2 ** 52, 2 ** 52, 2] },
      /has 8 bytes, but F32 of shape/,
    ],
    ['has a size that is no number', { ...tensor, shape: ['2'] }, /has no valid shape/],
    ['has a fraction for a size', { ...tensor, shape: [0.5, 4] }, /has no valid shape/],
    ['has an unknown type', { ...tensor, dtype: 'F33' }, /has the unknown type "F33"/],
    ['is a number', 7, /has the unknown type nothing/],
    ['is null', null, /has the unknown type nothing/],
  ];
  for (const [what, entry, says] of brokenTensors) {
    test(`with a tensor that ${what} is refused by the tensor's name`, async (context) => {
      const bytes = safetensors({ fine: tensor, broken: entry }, 8);
      await refuses(context, bytes, /^Tensor `broken` in `.*model\.safetensors` /);
      await refuses(context, bytes, says);
    });
  }

  const header = JSON.stringify({ fine: tensor });
  const brokenFiles: readonly (readonly [string, Buffer, RegExp])[] = [
    ['nothing', Buffer.alloc(0), /is cut off: it has 0 bytes/],
    ['half a length', Buffer.alloc(4), /is cut off: it has 4 bytes/],
    [
      'half a header',
      safetensors(header, 0).subarray(0, 20),
      /is cut off: its header has \d+ bytes/,
    ],
    [
      'a header of 2⁶⁴−1 bytes',
      Buffer.alloc(32, 0xff),
      /begins with a header length of 1844674407/,
    ],
    ['a pointer of Git LFS', Buffer.from('version https://git-lfs.github.com/spec/v1'), /Git LFS/],
    ['a header that is no JSON', safetensors('{"a":', 8), /its header is no JSON object/],
    ['a header that is a list', safetensors('[]', 8), /its header is no JSON object/],
  ];
  for (const [what, bytes, says] of brokenFiles) {
    test(`with ${what} is refused`, (context) => refuses(context, bytes, says));
  }

  test('that does not exist is refused', async () => {
    await assert.rejects(readSafetensors('/nowhere/model.safetensors'), {
      message: /^`\/nowhere\/model\.safetensors` cannot be read: ENOENT/,
    });
  });
});

async function refuses(context: TestContext, bytes: Buffer, says: RegExp): Promise<void> {
  const path = writeTemporary(context, 'model.safetensors', bytes);
  await assert.rejects(readSafetensors(path), { name: 'Error', message: says });
}
