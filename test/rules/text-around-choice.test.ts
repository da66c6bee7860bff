import { suite, test } from 'node:test';
import { textAroundChoice } from '../../server/src/rules/text-around-choice.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  checkRule(textAroundChoice, { file: templateFile({ answer_choices: 'No ||| Yes', jinja }) });
}

suite('text-around-choice', () => {
  test('points at text beside a choice in the target', () => {
    checkRule(textAroundChoice, {
      file: templateFile({
        answer_choices: 'No ||| Yes',
        jinja: `'{{ text }} ||| ⟦The answer is⟧ {{ answer_choices[label] }}⟦.⟧'`,
      }),
      messages: Array(2).fill(
        'This text stands beside an answer choice, so that the target is none of the choices; move it in front of the `|||` or into the choices.',
      ),
    });
  });

  test('knows a choice that a variable holds or that is drawn', () => {
    check(`'{% set a = answer_choices[label] %}{{ text }} ||| {{ a }}⟦!⟧'`);
    check(`'{{ text }} ||| {{ answer_choices | choice }}⟦!⟧'`);
    check(`'{{ text }} ||| {{ answer_choices.0 if b else answer_choices[1] }}⟦!⟧'`);
  });

  test('compares each way through the target', () => {
    check(`'{{ text }} ||| {% if a %}{{ answer_choices[0] }}{% else %}none{% endif %}'`);
    check(
      `'{{ text }} ||| {% if a %}{{ answer_choices[0] }}{% endif %}{% if not a %}x{% endif %}'`,
    );
    check(`'{{ text }} ||| {{ answer_choices[label] }}{% if a %}⟦!⟧{% endif %}'`);
  });

  test('is silent about a choice alone, and about several of them', () => {
    check(`'{{ text }}. ||| {{ answer_choices[label] }}\n\n      '`);
    check(`'{{ text }} ||| {{ answer_choices[0] }}, {{ answer_choices[1] }}'`);
    check(`'{{ text }} ||| {{ answer_choices | join(", ") }}.'`);
  });

  test('moves text in front of the separator, else removes it', () => {
    const fixed = (before: string, after: string) => {
      checkRule(textAroundChoice, {
        file: templateFile({ answer_choices: 'No ||| Yes', jinja: before }),
        afterFix: templateFile({ answer_choices: 'No ||| Yes', jinja: after }),
      });
    };
    fixed(
      `'{{ text }} ||| ⟦It is⟧ {{ answer_choices[label] }}'`,
      `'{{ text }} It is ||| {{ answer_choices[label] }}'`,
    );
    fixed(
      `"{{ text }}|||⟦\\"A\\"⟧ {{ answer_choices[label] }}"`,
      `"{{ text }} \\"A\\" ||| {{ answer_choices[label] }}"`,
    );
    fixed(
      `Say {{ text }} ||| {{ answer_choices[label] }} ⟦I say⟧`,
      `'Say {{ text }} ||| {{ answer_choices[label] }} '`,
    );
  });
});
