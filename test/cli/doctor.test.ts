import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { p3 } from './p3.ts';

suite('p3 doctor', () => {
  test('finds every part in order', async () => {
    const { stdout, status } = await p3(['doctor']);
    assert.match(stdout, /^p3 \S+ on \S+\n/);
    assert.match(stdout, /ok {3}Node: \d+/);
    assert.match(stdout, /ok {3}Render process: renders\n/);
    assert.match(stdout, /ok {3}Model folder: .*model \(p3-demo-t5: a checkpoint\)/);
    assert.match(stdout, /ok {3}Scoring process: ONNX Runtime runs p3-demo-t5 on cpu/);
    assert.match(stdout, /ok {3}Self-check: finite scores on the CPU/);
    assert.match(stdout, /ok {3}Libraries: ONNX Runtime \d+\.\d+\.\d+, with cpu.*; \d+ thread/);
    assert.match(stdout, /ok {3}Memory: \d.* in use by the model’s process; .* are free/);
    assert.equal(status, 0);
  });

  test('tells which part is not', async () => {
    const { stdout, status } = await p3(['doctor', '--model', '/no/such/model']);
    assert.match(
      stdout,
      /bad {2}Model folder: The model folder `\/no\/such\/model` does not exist/,
    );
    assert.match(stdout, /ok {3}Render process/);
    assert.equal(status, 1);
  });
});
