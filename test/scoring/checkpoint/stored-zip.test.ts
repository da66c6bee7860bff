import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, type TestContext, test } from 'node:test';
import { withModelFile } from '../../../server/src/scoring/checkpoint/read-bytes.ts';
import { readStoredZip } from '../../../server/src/scoring/checkpoint/stored-zip.ts';
import { writeTemporary } from '../support/safetensors.ts';
import { zip } from '../support/zip.ts';

const members = {
  'a/data.pkl': Buffer.from('pickle'),
  'a/data/0': Buffer.from('tensor of a model'),
};

suite('a stored zip', () => {
  for (const isWide of [false, true]) {
    test(`says where its members lie, with ${isWide ? 64 : 32}-bit sizes`, async (context) => {
      const path = writeTemporary(context, 'a.bin', zip(members, { isWide }));
      const found = await withModelFile(path, (file) => readStoredZip(file, path));
      const bytes = readFileSync(path);
      const texts = [...found].map(([name, { offset, bytes: length }]) => [
        name,
        bytes.toString('utf8', offset, offset + length),
      ]);
      assert.deepEqual(texts, [
        ['a/data.pkl', 'pickle'],
        ['a/data/0', 'tensor of a model'],
      ]);
    });
  }

  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ['nothing', Buffer.alloc(0), /has no directory of a zip archive at its end/],
    ['half its bytes', zip(members).subarray(0, 60), /has no directory/],
    ['a compressed member', zip(members, { method: 8 }), /compressed member `a\/data\.pkl`/],
    [
      'a member that is larger than the file',
      zip(members, { claimedBytes: 5000 }),
      /has the member `a\/data\.pkl`, which ends beyond the end of the file/,
    ],
    [
      'a member beyond the file',
      zip(members, { claimedOffset: 5000 }),
      /has no header for its member `a\/data\.pkl`/,
    ],
    [
      'sizes beyond all files',
      zip(members, { isWide: true, claimedBytes: Number.MAX_SAFE_INTEGER }),
      /ends beyond the end of the file/,
    ],
    ['a damaged directory', damageDirectory(zip(members)), /has a damaged zip directory/],
  ];
  for (const [what, bytes, says] of cases) {
    test(`with ${what} is refused`, (context) => refuses(context, bytes, says));
  }
});

function damageDirectory(bytes: Buffer): Buffer {
  return bytes.fill(0, bytes.readUInt32LE(bytes.length - 6), bytes.length - 22);
}

async function refuses(context: TestContext, bytes: Buffer, says: RegExp): Promise<void> {
  const path = writeTemporary(context, 'a.bin', bytes);
  await assert.rejects(
    withModelFile(path, (file) => readStoredZip(file, path)),
    { message: says },
  );
}
