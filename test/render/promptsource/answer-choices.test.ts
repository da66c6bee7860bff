import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import { fixedAnswerChoices } from '../../../server/src/render/promptsource/answer-choices.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';

const compile = createCompiler(createEnvironment({ random: byRow(0) }));
const nothing = (): ReadonlySet<string> => new Set();

suite('fixed answer choices', () => {
  test('are the choices of an expression without variables', () => {
    const choices = fixedAnswerChoices(' Yes ||| {{ "no" | title }}', nothing, compile);
    assert.deepEqual(choices, ['Yes', 'No']);
  });

  test('are none where the expression reads the row', () => {
    assert.equal(
      fixedAnswerChoices('{{ a }}', () => new Set(['a']), compile),
      null,
    );
  });

  test('are none where the template has no choices', () => {
    assert.equal(fixedAnswerChoices(null, nothing, compile), null);
  });
});
