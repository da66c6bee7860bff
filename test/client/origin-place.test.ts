import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describePlace, placeAtCursor } from '../../client/webview/origin-place.ts';
import type { OriginPlace } from '../../server/src/protocol/requests.ts';

function place(
  kind: OriginPlace['kind'],
  start: readonly [line: number, character: number],
  end: readonly [line: number, character: number],
  field: string | null = null,
): OriginPlace {
  const [startLine, startCharacter] = start;
  const [endLine, endCharacter] = end;
  const range = {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
  return { kind, range, field };
}

const text = place('text', [4, 10], [4, 20]);
const call = place('expression', [4, 20], [6, 5]);
const field = place('expression', [5, 2], [5, 12], 'premise');
const places = [text, call, field];

suite('the place of a piece of a prompt', () => {
  test('is the innermost tag at the cursor', () => {
    assert.equal(placeAtCursor(places, { line: 5, character: 7 }), field);
    assert.equal(placeAtCursor(places, { line: 5, character: 12 }), field);
    assert.equal(placeAtCursor(places, { line: 5, character: 13 }), call);
  });

  test('is none where the cursor is in text of the template, or in another file', () => {
    assert.equal(placeAtCursor(places, { line: 4, character: 15 }), undefined);
    assert.equal(placeAtCursor(places, null), undefined);
  });

  test('is told in words', () => {
    assert.equal(describePlace(text), 'Text of the template, line 5');
    assert.equal(describePlace(call), 'Computed by the template, line 5');
    assert.equal(describePlace(field), 'Field premise, line 6');
    const choice = place('expression', [7, 0], [7, 9], 'answer_choices[]');
    assert.equal(describePlace(choice), 'Answer choices, line 8');
  });
});
