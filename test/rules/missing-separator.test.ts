import { suite, test } from 'node:test';
import { missingSeparator } from '../../server/src/rules/missing-separator.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('missing-separator', () => {
  test('points at the key of a jinja without a separator', () => {
    checkRule(missingSeparator, {
      file: templateFile({ jinja: `'{{ text }}'` }).replace('jinja', '⟦jinja⟧'),
      messages: [
        '`jinja` has no `|||`: everything is input and nothing is target. Write `|||` before the text that the model should answer.',
      ],
    });
  });

  test('takes the separator anywhere, as PromptSource does', () => {
    checkRule(missingSeparator, {
      file: templateFile({ jinja: `'{% if a %}b ||| c{% endif %}'` }),
    });
  });

  test('leaves a jinja that is no text to other rules', () => {
    checkRule(missingSeparator, { file: templateFile({ jinja: 'null' }) });
  });
});
