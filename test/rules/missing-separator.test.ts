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

  test('points at a branch that has none, where the other one has', () => {
    checkRule(missingSeparator, {
      file: templateFile({
        jinja: `'{% if a %}{{ text }} ||| yes{% else %} ⟦What of{⟧{ text }}?{% endif %}'`.replace(
          '{⟧',
          '⟧ {',
        ),
      }),
      messages: [
        'On this way through the template no `|||` is reached, so that there is an input without a target; write one here as well.',
      ],
      severities: ['warning'],
    });
  });

  test('points at the key where a condition leaves out the target', () => {
    const jinja = `'{{ text }} {% if a %}||| yes{% endif %} Good?'`;
    checkRule(missingSeparator, {
      file: templateFile({ jinja }).replace('jinja', '⟦jinja⟧'),
      severities: ['warning'],
    });
  });

  test('is silent on ways that may print nothing', () => {
    const jinja = `'{% for x in l %}{{ x.append(1) or "" }}{% endfor %}{% if a %}b ||| c{% endif %}'`;
    checkRule(missingSeparator, { file: templateFile({ jinja }) });
  });

  test('is silent where an expression prints one in its own spelling', () => {
    for (const spelt of ['"|" "||"', '"\\x7c||"']) {
      const jinja = `'{% if a %}{{ text }} ||| b{% else %}{{ text }}{{ ${spelt} }}c{% endif %}'`;
      checkRule(missingSeparator, { file: templateFile({ jinja }) });
    }
  });

  test('leaves a jinja that is no text to other rules', () => {
    checkRule(missingSeparator, { file: templateFile({ jinja: 'null' }) });
  });
});
