import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  EditChoices,
  EditPlan,
  TemplateChange,
} from '../../server/src/protocol/template-edits.ts';
import { LineIndex } from '../../server/src/text/line-index.ts';
import { applyEdits, snapshotOf } from '../support/check.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const id = '22222222-2222-4222-8222-222222222222';
const document = `dataset: reviews
subset: films
templates:
  ${id}: !Template
    answer_choices: null
    id: ${id}
    jinja: '{{ text }} ||| {{ summary }}'
    metadata: !TemplateMetadata
      choices_in_prompt: false
      languages:
      - en
      metrics:
      - ROUGE
      original_task: true
    name: Sum up
    reference: ''
`;
const path = 'reviews/films/templates.yaml';

async function opened(files: Readonly<Record<string, string>> = {}): Promise<LspClient> {
  const client = await startClient({ files: { [path]: document, ...files } });
  await client.open(path, document);
  return client;
}

function ask(client: LspClient, change: TemplateChange): Promise<EditPlan> {
  return client.connection.sendRequest('p3/planEdit', { uri: client.uriOf(path), change });
}

function apply(text: string, plan: EditPlan): string {
  assert.ok(plan.kind === 'planned', JSON.stringify(plan));
  const lines = new LineIndex(text);
  return applyEdits(
    text,
    plan.edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      newText,
    })),
  );
}

suite('changes of whole templates', () => {
  test('can be chosen from tasks, other subsets and names', async () => {
    const books = document.replace('films', 'books');
    const other = document.replace('dataset: reviews', 'dataset: other').replace('films', 'x');
    await using client = await opened({
      'reviews/books/templates.yaml': books,
      'other/x/templates.yaml': other,
    });
    const choices: EditChoices = await client.connection.sendRequest('p3/editChoices', {
      uri: client.uriOf(path),
    });
    assert.ok(choices.tasks.some(({ task }) => task === 'summarization'));
    assert.deepEqual(choices.subsets, [{ name: 'books', templateCount: 1 }]);
    assert.deepEqual(choices.names, ['Sum up']);
  });

  test('add a template under the wanted name, in the order of ids', async () => {
    await using client = await opened();
    const plan = await ask(client, {
      kind: 'new-template',
      task: 'summarization',
      name: 'In short',
    });
    const changed = apply(document, plan);
    const names = snapshotOf(changed).file.templates.map(({ name }) => name?.scalar?.text);
    assert.deepEqual(names.toSorted(), ['In short', 'Sum up']);
    assert.ok(plan.kind === 'planned' && changed.includes(`id: ${plan.templateId}`));
  });

  test('give new ids', async () => {
    await using client = await opened();
    const changed = apply(document, await ask(client, { kind: 'new-ids', templateIds: [id] }));
    assert.ok(!changed.includes(id));
    assert.equal(changed.length, document.length);
  });

  test('copy templates to a subset that has no file yet', async () => {
    await using client = await opened();
    const plan = await ask(client, { kind: 'copy', templateIds: [id], subset: 'books' });
    assert.ok(plan.kind === 'planned' && plan.isNewFile);
    assert.equal(plan.uri, client.uriOf('reviews/books/templates.yaml'));
    assert.equal(
      apply('', plan),
      document.replace('films', 'books').replaceAll(id, plan.templateId),
    );
  });

  test('copy templates behind those of a subset, under names that are free', async () => {
    const books = document.replace('films', 'books').replaceAll(id, id.replaceAll('2', '0'));
    await using client = await opened({ 'reviews/books/templates.yaml': books });
    const plan = await ask(client, { kind: 'copy', templateIds: [id], subset: 'books' });
    assert.ok(plan.kind === 'planned' && !plan.isNewFile);
    const { templates } = snapshotOf(apply(books, plan)).file;
    assert.deepEqual(
      templates.map(({ name }) => name?.scalar?.text),
      ['Sum up', 'Sum up 2'],
    );
  });

  test('are refused for a subset that is no folder, and for the own one', async () => {
    await using client = await opened();
    for (const subset of ['../x', '..', '', 'films']) {
      const plan = await ask(client, { kind: 'copy', templateIds: [id], subset });
      assert.equal(plan.kind, 'refused', subset);
    }
    const none = await ask(client, { kind: 'new-ids', templateIds: ['gone'] });
    assert.equal(none.kind, 'refused');
  });
});
