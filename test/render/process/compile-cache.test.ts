import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cacheCompiled } from '../../../server/src/render/process/compile-cache.ts';

function counting(most: number) {
  const compiled: string[] = [];
  const compile = cacheCompiled((source) => {
    compiled.push(source);
    return source.toUpperCase();
  }, most);
  return { compile, compiled };
}

suite('compiled templates that are remembered', () => {
  test('are compiled once', () => {
    const { compile, compiled } = counting(100);
    assert.deepEqual([compile('a'), compile('a'), compile('b')], ['A', 'A', 'B']);
    assert.deepEqual(compiled, ['a', 'b']);
  });

  test('are those that were used last, up to so many characters', () => {
    const { compile, compiled } = counting(6);
    for (const source of ['aaa', 'bbb', 'aaa', 'ccc', 'aaa', 'bbb']) compile(source);
    assert.deepEqual(compiled, ['aaa', 'bbb', 'ccc', 'bbb']);
  });

  test('are not those that are longer than all of them may be', () => {
    const { compile, compiled } = counting(6);
    for (const source of ['aaa', 'a long one', 'a long one', 'aaa']) compile(source);
    assert.deepEqual(compiled, ['aaa', 'a long one', 'a long one']);
  });

  test('can be asked for without compiling', () => {
    const { compile, compiled } = counting(6);
    assert.equal(compile.known('aaa'), undefined);
    compile('aaa');
    assert.equal(compile.known('aaa'), 'AAA');
    assert.deepEqual(compiled, ['aaa']);
  });
});
