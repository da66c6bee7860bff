import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { createRenderClient } from '../../server/src/render/process/render-client.ts';
import { checkRows, type RowCheck, rowsToCheck } from '../../server/src/row-checks/check-rows.ts';

const client = createRenderClient({
  entry: join(import.meta.dirname, '../../server/src/render/process/render-process.ts'),
  execPath: process.execPath,
  ...{ timeoutMs: 1000, memoryMb: 256, keepsSpare: false, isBackground: true },
  logger: { info: () => {}, warn: () => {} },
});
after(() => client.dispose());

const rows = Array.from({ length: 100 }, (_, index) => ({
  index,
  json: JSON.stringify({ text: index === 40 ? null : `text ${index}` }),
}));
const check: RowCheck = {
  ...{ client, rows, patienceMs: 1000, now: () => 0 },
  options: { truncate: true, dialect: 'main', choice: { kind: 'seed', seed: 0 } },
};
const template = { id: 'a', name: 'a', jinja: '{{ text[:9] }} ||| x', answerChoices: null };

suite('checking a template over rows', () => {
  test('goes through all of them', async () => {
    const result = await checkRows(template, check);
    assert.equal(result.kind, 'checked');
    assert.equal(result.facts.rows, 100);
    assert.deepEqual(
      result.facts.failures.map(({ count, first, type }) => [count, first, type]),
      [[1, 40, 'TypeError']],
    );
  });

  test('begins no more rows once its time is up, and tells of those that were tried', async () => {
    let calls = 0;
    const now = () => (calls++ < 2 ? 0 : 5000);
    const result = await checkRows(template, { ...check, now });
    assert.equal(result.kind, 'checked');
    assert.equal(result.facts.rows, 32);
    assert.deepEqual(result.facts.failures, []);
  });

  test('ends when it is aborted', async () => {
    const abort = new AbortController();
    const endless = `{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}`;
    const running = checkRows({ ...template, jinja: endless }, check, abort.signal);
    abort.abort();
    assert.deepEqual(await running, { kind: 'cancelled' });
  });

  test('counts tokens of the inputs for which words do not tell', async () => {
    const counted: string[] = [];
    const countTokens = async (texts: readonly string[]) => {
      counted.push(...texts.map((text) => text.slice(0, 3)));
      return texts.map(() => 2000);
    };
    const long = { ...template, jinja: `{{ ("ab " * 500) if text else "a" * 9 }} ||| x` };
    const options = { ...check.options, truncate: false };
    const result = await checkRows(long, {
      ...check,
      rows: rows.slice(39, 42),
      options,
      countTokens,
    });
    assert.equal(result.kind, 'checked');
    assert.deepEqual(counted, ['ab ', 'ab ']);
    assert.deepEqual(result.facts.overLength, { count: 2, first: 39, size: 2000, unit: 'tokens' });
  });

  test('takes no more rows than are quickly read', () => {
    const large = [1, 2, 3].map((index) => ({ index, json: 'x'.repeat(3 * 1024 * 1024) }));
    assert.deepEqual(
      rowsToCheck(large).map(({ index }) => index),
      [1],
    );
    assert.equal(rowsToCheck(rows).length, 100);
  });
});
