import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createIdIndex } from '../../server/src/template/id-index.ts';

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

function file(id: string, key = id): string {
  return `dataset: x\ntemplates:\n  ${key}: !Template\n    id: '${id}'\n    jinja: a ||| b\n`;
}

suite('the index of ids', () => {
  test('finds the other file that has an id, as a key or as an `id`', () => {
    const index = createIdIndex();
    index.set('a', file(first, second));
    index.set('b', file(second));
    assert.deepEqual([...index.elsewhere('b', [second])], [[second, 'a']]);
    assert.deepEqual([...index.elsewhere('a', [first, second])], [[second, 'b']]);
  });

  test('tells whether a change makes a difference', () => {
    const index = createIdIndex();
    assert.equal(index.set('a', file(first)), true);
    assert.equal(index.set('a', `# a comment\n${file(first)}`), false);
    assert.equal(index.set('a', file(second)), true);
    assert.deepEqual([...index.elsewhere('b', [first])], []);
    assert.equal(index.forget('a'), true);
    assert.deepEqual([...index.elsewhere('b', [second])], []);
  });

  test('takes no other text for an id', () => {
    const index = createIdIndex();
    const text = `a: the id ${first}\n  ${first}: 5\nreference: ${first}\n# id: ${first}\n`;
    assert.equal(index.set('a', text), false);
  });

  test('keeps two collections apart', () => {
    const index = createIdIndex();
    index.set('/data/main/templates/a/templates.yaml', file(first));
    const paths = [
      '/data/branch/templates/a/templates.yaml',
      '/data/main/templates/b/templates.yaml',
    ];
    assert.deepEqual(
      paths.map((path) => index.elsewhere(path, [first]).size),
      [0, 1],
    );
  });
});
