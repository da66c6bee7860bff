import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { dataFileOf } from '../../../server/src/sources/tables/data-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { createDraw, mutate } from './mutate.ts';
import { startDataClient } from './start-data-client.ts';

const recorded = join(import.meta.dirname, '..', 'tables', 'recorded');
/** More with `P3_MUTANTS=5000`. */
const mutantCount = Number(process.env['P3_MUTANTS'] ?? 400);

suite('files that are damaged, or made to do harm', () => {
  test('end in rows or in a sentence, and the process under a budget', async () => {
    const { client, log } = startDataClient({ memoryMb: 256, timeoutMs: 3000 });
    const folder = temporaryFolder({});
    const isAnswer = (name: string) => /\.\w+\.json$/.test(name);
    const names = readdirSync(recorded).filter((name) => dataFileOf(name, name) && !isAnswer(name));
    const draw = createDraw(20_261_127);
    for (let count = 0; count < mutantCount; count += 1) {
      const name = names[count % names.length] ?? '';
      const path = join(folder, name);
      writeFileSync(path, mutate(readFileSync(join(recorded, name)), draw));
      const file = dataFileOf(path, name);
      assert.ok(file);
      const files = { files: [file], declared: null, isLiteral: false };
      const call = { kind: 'read', offset: 0, limit: 50, filter: null } as const;
      const reply = await client.ask({ files, call });
      assert.notEqual(reply.kind, 'absent', `mutant ${count} of ${name}`);
      if (reply.kind === 'problem') assert.match(reply.message, /^[A-Z`].*\.$/s);
    }
    // A file may ask for much time or memory, and then a budget ends the process; nothing else does.
    const ends = log.filter((line) => line.includes('process ended'));
    assert.deepEqual(ends, []);
  });
});
