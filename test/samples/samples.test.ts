import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { loadTemplates } from '../../server/src/cli/load-templates.ts';
import { misfitsOf } from '../../server/src/dataset/row-fit.ts';
import { parseRow } from '../../server/src/dataset/typed-row.ts';
import { languageService } from '../../server/src/language-service.ts';
import { createRenderClient } from '../../server/src/render/process/render-client.ts';
import { rules } from '../../server/src/rules/index.ts';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import type { RawRow } from '../../server/src/sources/source.ts';
import { renderOver } from '../support/render-over.ts';
import { loadSamples } from './samples.ts';

const client = createRenderClient({
  entry: join(import.meta.dirname, '../../server/src/render/process/render-process.ts'),
  execPath: process.execPath,
  timeoutMs: 10_000,
  memoryMb: 256,
  keepsSpare: false,
  logger: { info: () => {}, warn: () => {} },
});
after(() => client.dispose());

const good = await loadSamples('good');

suite('the samples', () => {
  test('are six datasets', () => {
    assert.deepEqual(
      good.map(({ name }) => name),
      ['choices', 'entailment', 'headlines', 'reading', 'reviews', 'summaries'],
    );
  });

  for (const { name, snapshot, rows } of good) {
    test(`${name} has a known schema, four to six templates and no finding`, () => {
      assert.equal(snapshot.schema.kind, 'found');
      assert.ok(snapshot.file.templates.length >= 4 && snapshot.file.templates.length <= 6);
      assert.deepEqual(languageService.findings(snapshot), []);
    });

    test(`${name} has no finding over its rows`, () => {
      const rowFacts = renderOver(jsonOf(rows), snapshot.file);
      assert.deepEqual(languageService.findings({ ...snapshot, rowFacts }), []);
    });

    test(`${name} has 20 to 40 rows that fit the schema`, () => {
      assert.ok(rows.length >= 20 && rows.length <= 40);
      const { schema } = snapshot;
      for (const { index, json, form } of rows) {
        const parsed = parseRow(json, form);
        assert.ok(parsed.kind === 'row' && schema.kind === 'found');
        assert.deepEqual(misfitsOf(parsed.row, schema.schema.features, index), []);
      }
    });

    test(`${name} renders an input and a target that is one of the choices, on every row`, async () => {
      const loaded = await loadTemplates(nodeFileSystem, snapshot.uri, undefined);
      assert.equal(loaded.kind, 'templates');
      const reply = await client.render({
        templates: loaded.templates,
        rows,
        options: { truncate: true, dialect: 'main', choice: { kind: 'row' } },
      });
      assert.equal(reply.kind, 'rendered');
      for (const render of reply.templates.flatMap((template) => template.rows)) {
        assert.equal(render.kind, 'rendered');
        const [input, target, ...more] = render.parts.flat();
        assert.ok(input && target && more.length === 0);
        if (render.answerChoices !== null) assert.ok(render.answerChoices.includes(target));
      }
    });
  }
});

suite('the broken samples', () => {
  test('show a fault of each rule, once', async () => {
    const counts = new Map(rules.map(({ id }) => [id, 0]));
    // A template that never ends would hold up everybody who tries the samples.
    counts.delete('render-budget');
    for (const { rule } of await brokenFindings()) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count !== 1),
      [],
    );
  });

  test('name in `reference` the rule that they break', async () => {
    for (const { rule, templateId, file } of await brokenFindings()) {
      const broken = file.templates.filter(({ key }) => key === templateId);
      const references = broken.map(({ reference }) => reference?.value);
      const isNamed = references.some((value) => value?.type === 'str' && value.text === rule);
      assert.ok(isNamed || references.length === 0 || rule === 'missing-key', rule);
    }
  });
});

/** The samples of rules over rows have a folder of their own: a fault of another kind shows over rows as well. */
async function brokenFindings() {
  const samples = await loadSamples('broken');
  return samples.flatMap(({ name, snapshot, rows }) => {
    const { file } = snapshot;
    const isOverRows = name === join('broken', 'over-rows');
    const rowFacts = renderOver(isOverRows ? jsonOf(rows) : [], file);
    return languageService
      .findings({ ...snapshot, rowFacts })
      .map((finding) => ({ ...finding, file }));
  });
}

function jsonOf(rows: readonly RawRow[]): readonly string[] {
  return rows.map(({ json }) => json);
}
