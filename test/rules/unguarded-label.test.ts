import { suite, test } from 'node:test';
import { unguardedLabel } from '../../server/src/rules/unguarded-label.ts';
import { checkRule, classLabel, templateFile, text } from './check-rule.ts';

const features = { text, label: classLabel('no', 'yes') };

function check(jinja: string, unlabelled = ['label']): void {
  checkRule(unguardedLabel, { features, unlabelled, file: templateFile({ jinja }) });
}

suite('unguarded-label', () => {
  test('points at a label that picks a choice on rows without one', () => {
    checkRule(unguardedLabel, {
      features,
      unlabelled: ['label'],
      file: templateFile({
        jinja: `'{{ text }} ||| {{ answer_choices[⟦label⟧] }}{{ ["a", "b"][⟦label⟧] }}'`,
      }),
      messages: Array(2).fill(
        '`label` is -1 on rows without a label, which picks the last one; put `{% if label != -1 %}` around the target.',
      ),
    });
    check(`'{% set l = label %}{{ text }} ||| {{ answer_choices[⟦l⟧] }}'`);
  });

  test('puts the condition around the target, once', () => {
    checkRule(unguardedLabel, {
      features,
      unlabelled: ['label'],
      file: templateFile({
        jinja: `"It's {{ text }}\\n|||\\n{{ answer_choices[⟦label⟧] }}"`,
      }),
      afterFix: templateFile({
        jinja: `"It's {{ text }}\\n|||\\n{% if label != -1 %}{{ answer_choices[label] }}{% endif %}"`,
      }),
    });
  });

  test('leaves a label in the input, or behind one of several separators, to the author', () => {
    const jinja = `'{{ answer_choices[label] }} ||| a'`;
    const marked = jinja.replace('label', '⟦label⟧');
    checkRule(unguardedLabel, {
      ...{ features, unlabelled: ['label'] },
      file: templateFile({ jinja: marked }),
      afterFix: templateFile({ jinja }),
    });
  });

  test('is silent when a condition looks at the label', () => {
    check(`'{{ text }} ||| {% if label != -1 %}{{ answer_choices[label] }}{% endif %}'`);
    check(`'{{ text }} ||| {{ answer_choices[label] if label >= 0 else "?" }}'`);
  });

  test('is silent when no row is known to lack the label', () => {
    check(`'{{ text }} ||| {{ answer_choices[label] }}'`, []);
    check(`'{{ text }} ||| {{ answer_choices[label] }}'`, ['text']);
    checkRule(unguardedLabel, {
      features,
      file: templateFile({ jinja: `'{{ text }} ||| {{ answer_choices[label] }}'` }),
    });
  });

  test('is silent about other uses of the label', () => {
    check(`'{{ text }} {{ label }} ||| {{ answer_choices[label - 1] }}'`);
  });
});
