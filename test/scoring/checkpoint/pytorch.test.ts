import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readPytorch } from '../../../server/src/scoring/checkpoint/pytorch.ts';
import { writeTemporary } from '../support/safetensors.ts';
import { zip } from '../support/zip.ts';

suite('a file of torch.save', () => {
  for (const name of ['views.bin', 'protocol-4.bin']) {
    test(`says where its tensors lie: ${name}`, async () => {
      const bytes = readFileSync(recorded(name));
      for (const { offset, bytes: length, shape, dtype, name: tensor } of await readPytorch(
        recorded(name),
      )) {
        const elements = Array.from({ length: length / 4 }, (_, index) =>
          bytes.readFloatLE(offset + 4 * index),
        );
        const first = { last: 8, one: 4 }[tensor] ?? 0;
        assert.equal(dtype, 'F32');
        assert.equal(
          elements.length,
          shape.reduce((product, size) => product * size, 1),
        );
        assert.deepEqual(
          elements,
          elements.map((_, index) => first + index),
        );
      }
    });
  }

  const cases: readonly (readonly [string, RegExp])[] = [
    ['turned.bin', /: tensor `turned` does not lie row by row/],
    ['object.bin', /: it asks for `argparse\.Namespace` in its pickle, and only tensors are read/],
    ['number.bin', /: tensor `epoch` is no tensor in ordinary memory/],
    ['list.bin', /: it holds no dictionary of tensors/],
    ['legacy.bin', /is in the format of PyTorch before 1\.6/],
  ];
  for (const [name, says] of cases) {
    test(`that holds something else is refused: ${name}`, async () => {
      await assert.rejects(readPytorch(recorded(name)), { message: says });
    });
  }

  test('with a storage that is too small is refused by the tensor', async (context) => {
    await refuses(context, { 'a/data/0': Buffer.alloc(20) }, /tensor `w` ends beyond its bytes/);
  });

  test('without the storage is refused by the tensor', async (context) => {
    await refuses(context, {}, /tensor `w` ends beyond its bytes, which are missing/);
  });

  test('of a big-endian machine is refused', async (context) => {
    const order = { 'a/byteorder': Buffer.from('big') };
    await refuses(context, order, /written on a big-endian machine/);
  });

  test('without a pickle is refused', async (context) => {
    const path = writeTemporary(context, 'a.bin', zip({ 'a/data/0': Buffer.alloc(24) }));
    await assert.rejects(readPytorch(path), { message: /it has no `data\.pkl`/ });
  });
});

/** `{'w': <2 × 3 floats in storage 0>}`, written by hand. */
const PICKLE =
  '\x80\x02}X\x01\x00\x00\x00wctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storage' +
  'ctorch\nFloatStorage\nX\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x06tQK\x00K\x02K\x03\x86' +
  'K\x03K\x01\x86\x89ccollections\nOrderedDict\n)RtRs.';

async function refuses(
  context: TestContext,
  members: Readonly<Record<string, Buffer>>,
  says: RegExp,
): Promise<void> {
  const archive = zip({ 'a/data.pkl': Buffer.from(PICKLE, 'latin1'), ...members });
  const path = writeTemporary(context, 'a.bin', archive);
  await assert.rejects(readPytorch(path), { message: says });
}

function recorded(name: string): string {
  return fileURLToPath(new URL(`../recorded/pytorch/${name}`, import.meta.url));
}
