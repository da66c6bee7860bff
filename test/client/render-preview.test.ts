import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type RenderQuery, renderPreview } from '../../client/src/preview/render-preview.ts';
import { savedTarget } from '../../client/src/preview/saved-target.ts';
import { createScoreBoard } from '../../client/src/preview/score-board.ts';
import type { RenderResult, TemplateSummary } from '../../server/src/protocol/requests.ts';
import { scoreStatistics } from '../../server/src/scoring/statistics.ts';

const token = { isCancellationRequested: false, onCancellationRequested: never };
const start = { line: 2, character: 0 };
const summary: TemplateSummary = {
  id: 'a',
  name: 'First',
  range: { start, end: start },
  hasAnswerChoices: false,
  textKey: 'now',
};
const result: RenderResult = {
  uri: 'file:///templates.yaml',
  version: 3,
  template: summary,
  rowsOrigin: null,
  rowCount: 1,
  rows: [],
};
const query: RenderQuery = {
  uri: result.uri,
  offset: 0,
  limit: 3,
  filter: '',
  draws: { kind: 'seed', seed: 0 },
  choose: (templates) => templates[0],
};

suite('what the preview shows', () => {
  test('the render of the chosen template', async () => {
    const rendered = await renderPreview(serverWith([summary]), query, token);
    assert.equal(rendered.templateId, 'a');
    assert.deepEqual(rendered.content, { kind: 'rendered', result, limit: 3, filter: '' });
  });

  test('a sentence when the file has no template', async () => {
    const { content } = await renderPreview(serverWith([]), query, token);
    assert.deepEqual(content, { kind: 'message', text: 'This file has no template yet.' });
  });

  test('a sentence when the template was deleted', async () => {
    const gone = { ...query, choose: () => undefined };
    const { content } = await renderPreview(serverWith([summary]), gone, token);
    assert.deepEqual(content, {
      kind: 'message',
      text: 'The template is gone. Put the cursor into another one.',
    });
  });

  test('the same sentence when it went while the request was on its way', async () => {
    const server = { ...serverWith([summary]), render: async () => null };
    const { content } = await renderPreview(server, query, token);
    assert.equal(content.kind, 'message');
  });

  test('a sentence while the server is away', async () => {
    const server = { ...serverWith([summary]), isRunning: () => false };
    const { content } = await renderPreview(server, query, token);
    assert.deepEqual(content, { kind: 'message', text: 'Waiting for the language server…' });
  });

  test('the reason when a request fails', async () => {
    const server = {
      ...serverWith([summary]),
      render: () => Promise.reject(new Error('the pipe broke')),
    };
    const { content } = await renderPreview(server, query, token);
    assert.deepEqual(content, {
      kind: 'message',
      text: 'The template could not be rendered: the pipe broke',
    });
  });
});

suite('scores in the preview', () => {
  const template = { uri: result.uri, templateId: 'a' };
  const scored = {
    kind: 'scored',
    uri: result.uri,
    version: 3,
    textKey: 'now',
    normalization: 'sum',
    rows: { draw: 'all', seed: 0, count: 2, total: 2, split: null },
    comparisons: [],
    model: { name: 'tiny', path: null, provider: 'cpu', precision: 'fp32', notes: [] },
    score: {
      ...{ id: 'a', name: 'First', accuracy: 1, statistics: scoreStatistics([]) },
      ...{ blank: 0, skipped: 0, examples: [] },
    },
    cautions: [],
  } as const;

  test('belong to one template and know when it was edited since', () => {
    const board = createScoreBoard();
    board.set(template, { kind: 'finished', result: scored, isOutdated: false });
    const isOutdated = (textKey: string) => {
      const state = board.stateOf(template, { textKey });
      return state.kind === 'finished' && state.isOutdated;
    };
    assert.equal(isOutdated('now'), false);
    assert.equal(isOutdated('edited'), true);
    assert.deepEqual(board.stateOf({ ...template, templateId: 'b' }, undefined), { kind: 'none' });
  });
});

suite('what a page saved', () => {
  test('is taken back after a reload', () => {
    const target = {
      uri: result.uri,
      templateId: 'a',
      offset: 6,
      filter: 'label = 1',
      seed: 3,
      showsVariants: true,
    };
    assert.deepEqual(savedTarget({ target, tab: 'rows', showsInvisible: true }), target);
  });

  test('by a version that knew no seeds is taken back too', () => {
    const target = { uri: result.uri, templateId: 'a', offset: 6 };
    assert.deepEqual(savedTarget({ target }), {
      ...target,
      ...{ filter: '', seed: 0, showsVariants: false },
    });
  });

  test('is dropped when it is not what it should be', () => {
    for (const saved of [undefined, null, 'x', {}, { target: { uri: 1, templateId: 'a' } }]) {
      assert.equal(savedTarget(saved), undefined);
    }
  });
});

function serverWith(templates: readonly TemplateSummary[]) {
  return {
    isRunning: () => true,
    listTemplates: async () => templates,
    render: async () => result,
  };
}

function never() {
  return { dispose: () => undefined };
}
