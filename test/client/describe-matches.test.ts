import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeMatches } from '../../client/webview/describe-matches.ts';
import type { PreviewContent, PreviewTarget } from '../../client/webview/messages.ts';
import type { RenderResult } from '../../server/src/protocol/requests.ts';

const place = { line: 0, character: 0 };
const template = {
  ...{ id: 'a', name: 'First', range: { start: place, end: place } },
  ...{ hasAnswerChoices: false, textKey: 'now' },
};
const row = { row: 7, outcome: { kind: 'stopped', message: '' } } as const;
const target: PreviewTarget = {
  ...{ uri: 'file:///templates.yaml', templateId: 'a', offset: 200, filter: 'fine' },
  ...{ seed: 0, showsVariants: false },
};

function found(result: Partial<RenderResult>, filter = 'fine'): PreviewContent {
  const { uri } = target;
  const base = { uri, version: 1, template, rowsOrigin: null, rowCount: null, rows: [] };
  return { kind: 'rendered', limit: 3, filter, result: { ...base, ...result } };
}

suite('the number of rows that a filter accepts', () => {
  for (const [words, content] of [
    ['1,234 matches', found({ rowCount: 1234, rows: [row] })],
    ['1 match', found({ rowCount: 1, rows: [row] })],
    ['0 matches', found({ rowCount: 0 })],
    ['at least 201 matches', found({ rows: [row] })],
    ['Searching…', found({ rowCount: 9, rows: [row] }, 'what was typed before')],
    ['', found({ message: 'No rows are known.' })],
  ] as const) {
    test(`is told as "${words}"`, () => {
      assert.equal(describeMatches({ target, content }), words);
    });
  }

  test('is not told without a filter', () => {
    const all = { ...target, filter: '' };
    assert.equal(describeMatches({ target: all, content: found({ rowCount: 9 }, '') }), '');
  });
});
