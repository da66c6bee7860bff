import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeRender } from '../../server/src/features/describe-render.ts';
import type { RenderOutcome, RenderResult } from '../../server/src/protocol/requests.ts';

function render(outcome: RenderOutcome): RenderResult {
  const start = { line: 0, character: 0 };
  return {
    uri: 'file:///templates.yaml',
    version: 1,
    template: {
      id: 'a1',
      name: 'is_it *good*',
      range: { start, end: start },
      hasAnswerChoices: true,
      textKey: '',
    },
    rowsOrigin: 'rows.jsonl',
    rowCount: 1,
    rows: [{ row: 0, outcome }],
  };
}

suite('describeRender', () => {
  test('shows input, target and answer choices apart', () => {
    const parts = ['Good?', 'yes'];
    assert.equal(
      describeRender(render({ kind: 'rendered', parts, answerChoices: ['no', 'yes'] })),
      [
        '**is\\_it \\*good\\***',
        '*Row 0*',
        'Input',
        '```text\nGood?\n```',
        'Target',
        '```text\nyes\n```',
        'Answer choices',
        '```text\nno\nyes\n```',
      ].join('\n\n'),
    );
  });

  test('keeps text that looks like the end of its block inside it', () => {
    const parts = ['a\n````\nb'];
    const shown = describeRender(render({ kind: 'rendered', parts, answerChoices: null }));
    assert.ok(shown.includes('`````text\na\n````\nb\n`````'));
  });

  test('says why there is no text', () => {
    const blank = render({ kind: 'rendered', parts: [''], answerChoices: null });
    assert.match(describeRender(blank), /Blank result\.$/);
    const failed = render({
      kind: 'failed',
      errorType: 'UndefinedError',
      message: "'x' is undefined",
    });
    assert.match(describeRender(failed), /UndefinedError: 'x' is undefined$/);
    assert.match(describeRender({ ...blank, rows: [], message: 'No rows.' }), /No rows\.$/);
  });
});
