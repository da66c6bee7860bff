import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { packageProblems } from '../../scripts/package-files.ts';

suite('files of the package', () => {
  const patterns = ['README.md', 'dist/*.cjs', 'samples/*/rows.jsonl'];

  test('fit the list', () => {
    const files = ['README.md', 'dist/a.cjs', 'dist/b.cjs', 'samples/x/rows.jsonl'];
    assert.deepEqual(packageProblems(files, patterns), []);
  });

  test('a source file or a deeper one is refused', () => {
    const files = ['README.md', 'dist/a.cjs', 'dist/x/b.cjs', 'samples/x/rows.jsonl', 'src/a.ts'];
    assert.deepEqual(packageProblems(files, patterns), [
      '`dist/x/b.cjs` is not on the list of packaged files.',
      '`src/a.ts` is not on the list of packaged files.',
    ]);
  });

  test('what is listed has to be there', () => {
    assert.deepEqual(packageProblems(['README.md', 'dist/a.cjs'], patterns), [
      'Nothing to package matches `samples/*/rows.jsonl`.',
    ]);
  });
});
