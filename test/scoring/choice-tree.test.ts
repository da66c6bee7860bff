import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { forEachAncestor, growChoiceTree, sumPaths } from '../../server/src/scoring/choice-tree.ts';

const END = 1;

suite('a choice tree', () => {
  test('has one node for each different beginning', () => {
    const tree = growChoiceTree(
      [
        [7, 8, END],
        [7, 9, END],
        [5, END],
      ],
      0,
    );
    assert.deepEqual(tree.nodes, [
      { token: 0, depth: 0, parent: -1 },
      { token: 7, depth: 1, parent: 0 },
      { token: 8, depth: 2, parent: 1 },
      { token: 9, depth: 2, parent: 1 },
      { token: 5, depth: 1, parent: 0 },
    ]);
  });

  test('has one edge for each different token after a beginning', () => {
    const tree = growChoiceTree(
      [
        [7, 8, END],
        [7, 9, END],
      ],
      0,
    );
    assert.deepEqual(tree.edges, [
      { node: 0, token: 7 },
      { node: 1, token: 8 },
      { node: 2, token: END },
      { node: 1, token: 9 },
      { node: 3, token: END },
    ]);
    assert.deepEqual(tree.paths, [
      [0, 1, 2],
      [0, 3, 4],
    ]);
  });

  test('ends a choice within another', () => {
    const tree = growChoiceTree([[7, END], [7, 8, END], [END]], 0);
    assert.equal(tree.nodes.length, 3);
    assert.deepEqual(sumPaths(tree, Float32Array.of(1, 2, 4, 8, 16)), [1 + 2, 1 + 4 + 8, 16]);
  });

  test('goes on after a token that ends another choice, too', () => {
    // A choice may hold the end token as text.
    const tree = growChoiceTree([[END], [END, END]], 0);
    assert.deepEqual(tree.paths, [[0], [0, 1]]);
    assert.equal(tree.nodes[1]?.token, END);
  });

  test('lets a node see itself and its ancestors, by how far up they are', () => {
    const tree = growChoiceTree(
      [
        [7, 8, END],
        [5, END],
      ],
      0,
    );
    const seen: number[][] = [];
    forEachAncestor(tree, (...visit) => seen.push(visit));
    assert.deepEqual(seen, [
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 1],
      [2, 2, 0],
      [2, 1, 1],
      [2, 0, 2],
      [3, 3, 0],
      [3, 0, 1],
    ]);
  });

  test('sums to no number where a value is none', () => {
    const tree = growChoiceTree([[7, END], [END]], 0);
    assert.deepEqual(sumPaths(tree, Float32Array.of(-1, Number.NaN, -2)), [Number.NaN, -2]);
  });
});
