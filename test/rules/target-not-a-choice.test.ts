import { suite, test } from 'node:test';
import { targetNotAChoice } from '../../server/src/rules/target-not-a-choice.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, messages?: readonly string[]): void {
  const file = templateFile({ answer_choices: 'No ||| Yes', jinja });
  checkRule(targetNotAChoice, { file, ...(messages && { messages }) });
}

suite('target-not-a-choice', () => {
  test('points at a written target that is none of the choices', () => {
    check(`'{{ text }} ||| ⟦Maybe⟧'`, [
      'The target `Maybe` is none of the answer choices; write one of them.',
    ]);
    check(`'{{ text }} ||| {% if a %}Yes{% else %}⟦no.⟧{% endif %}'`, [
      'The target `no.` is none of the answer choices; did you mean `No`?',
    ]);
  });

  test('replaces a target that differs from a choice in case or signs only', () => {
    checkRule(targetNotAChoice, {
      file: templateFile({ answer_choices: 'No ||| Yes', jinja: `"{{ text }} ||| ⟦yes!⟧\\n"` }),
      afterFix: templateFile({ answer_choices: 'No ||| Yes', jinja: `"{{ text }} ||| Yes\\n"` }),
    });
  });

  test('reads literals that an expression picks from', () => {
    check(`'{{ text }} ||| {{ "Yes" if a else ⟦"Nope"⟧ }}'`);
    check(`'{{ text }} ||| {{ [⟦"no"⟧, "Yes"][label] }}'`);
    check(`'{{ text }} ||| {{ ⟦"Ja"⟧ }}'`);
  });

  test('is silent about targets that are choices, or that a row decides', () => {
    check(`'{{ text }} ||| \n\n      Yes\n\n      '`);
    check(`'{{ text }} ||| {{ answer_choices[label] }}'`);
    check(`'{{ text }} ||| Yes{{ text }}'`);
  });

  test('is silent where conditions may exclude each other', () => {
    check(`'{{ text }} ||| {% if a %}Yes{% endif %}{% if not a %}No{% endif %}'`);
  });

  test('is silent without fixed choices', () => {
    const jinja = `'{{ text }} ||| Maybe'`;
    checkRule(targetNotAChoice, { file: templateFile({ jinja }) });
    checkRule(targetNotAChoice, {
      file: templateFile({ answer_choices: `'{{ a }} ||| {{ b }}'`, jinja }),
    });
  });
});
