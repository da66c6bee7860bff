import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { canDropPermissions } from '../../../server/src/process/confinement.ts';
import type { RowRender } from '../../../server/src/render/process/protocol.ts';
import { createRenderClient } from '../../../server/src/render/process/render-client.ts';
import { temporaryFolder } from '../../sources/temporary-folder.ts';

const rendered = { kind: 'rendered', index: 0, raw: '', parts: [''], answerChoices: null };

/** Stands in for the render process, as one that a template has taken over: it answers as it likes. */
function takenOver(answer: string): string {
  return `
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
const row = (raw) => ({ ...${JSON.stringify(rendered)}, raw });
const attempt = (act) => { try { act(); return 'done'; } catch (error) { return error.code; } };
process.once('disconnect', () => process.exit());
process.on('message', ({ kind, run, request }) => {
  if (kind !== 'render') return;
  const send = (row) => process.send({ kind: 'row', run, row });
  const done = () => process.send({ kind: 'done', run });
  ${answer}
});
process.send({ kind: 'ready' });
`;
}

async function renderWith(entry: string, rowCount = 1): Promise<readonly RowRender[]> {
  const client = createRenderClient({
    entry,
    execPath: process.execPath,
    timeoutMs: 1000,
    memoryMb: 128,
    keepsSpare: false,
    logger: { info: () => {}, warn: () => {} },
  });
  after(() => client.dispose());
  const reply = await client.render({
    templates: [{ id: 'a', name: 'a', jinja: '', answerChoices: null }],
    rows: Array.from({ length: rowCount }, (_, index) => ({ index, json: '{}' })),
    options: { truncate: true, dialect: 'main', choice: { kind: 'row' } },
  });
  assert.equal(reply.kind, 'rendered');
  return reply.templates[0]?.rows ?? [];
}

function entryThat(answer: string): string {
  return join(temporaryFolder({ 'taken-over.mjs': takenOver(answer) }), 'taken-over.mjs');
}

suite('a render process that is taken over', () => {
  test('has no rights', {
    skip: !canDropPermissions(process.execPath) && 'this Node cannot take rights away',
  }, async () => {
    const [row] = await renderWith(
      entryThat(`
  send(row([
    attempt(() => readFileSync('/etc/hostname')),
    attempt(() => writeFileSync('/tmp/p3-taken-over', '')),
    attempt(() => { throw spawnSync('ls').error ?? new Error('ran'); }),
    attempt(() => new Worker('', { eval: true })),
    attempt(() => process.binding('fs')),
  ].join(' ')));
  done();`),
    );
    assert.equal(row?.kind, 'rendered');
    assert.equal(row.raw, Array(5).fill('ERR_ACCESS_DENIED').join(' '));
  });

  test('finds no secret in its environment', async () => {
    process.env['P3_TEST_SECRET'] = 'hunter2';
    const [row] = await renderWith(entryThat('send(row(JSON.stringify(process.env))); done();'));
    delete process.env['P3_TEST_SECRET'];
    assert.equal(row?.kind, 'rendered');
    const names = Object.keys(JSON.parse(row.raw)).filter((name) => name !== 'SystemRoot');
    assert.deepEqual(names, ['ELECTRON_RUN_AS_NODE']);
  });

  const nonsense: readonly (readonly [what: string, answer: string])[] = [
    ['no message', "process.send('rows')"],
    ['a row that is none', 'send({ ...row(""), parts: [1] })'],
    ['a row that nobody asked for', 'send({ ...row(""), index: 7 })'],
    ['more rows than asked for', 'send(row("")); send({ ...row(""), index: 1 }); send(row(""))'],
    ['an end before its rows', 'done()'],
  ];
  for (const [what, answer] of nonsense) {
    test(`is ended when it sends ${what}`, async () => {
      const rows = await renderWith(entryThat(answer), 2);
      const stopped = rows.find(({ kind }) => kind === 'stopped');
      if (what === 'more rows than asked for') assert.equal(rows.length, 2);
      else assert.match(JSON.stringify(stopped), /answered with something that is no render/);
    });
  }
});
