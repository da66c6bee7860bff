import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { unknownKey } from '../../server/src/rules/unknown-key.ts';
import { checkRule, fixTitles, metadata, templateFile } from './check-rule.ts';

suite('unknown-key', () => {
  test('points at a misspelt key and offers the one that is missing', () => {
    checkRule(unknownKey, {
      file: templateFile({ jinja: undefined, '⟦jinjia⟧': `'{{ a }} ||| b'` }),
      messages: ['PromptSource knows no key `jinjia` here. Did you mean `jinja`?'],
      afterFix: templateFile({ jinja: undefined, jinja_: undefined }).replace(
        `reference: ''\n`,
        `reference: ''\n    jinja: '{{ a }} ||| b'\n`,
      ),
    });
  });

  test('lists the known keys when none is near', () => {
    checkRule(unknownKey, {
      file: templateFile({ metadata: metadata({ '⟦author⟧': 'me' }) }),
      messages: [
        'PromptSource knows no key `author` here. It knows `choices_in_prompt`, `languages`, `metrics`, `original_task`.',
      ],
    });
    checkRule(unknownKey, { file: `⟦version⟧: 1\n${templateFile()}` });
  });

  test('knows all keys of PromptSource', () => {
    checkRule(unknownKey, { file: `subset: plain\n${templateFile()}` });
  });

  test('offers to remove what it does not know', () => {
    assert.deepEqual(fixTitles(unknownKey, templateFile({ task_template: 'null' })), [
      'Remove `task_template`',
    ]);
  });
});
