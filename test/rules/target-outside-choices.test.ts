import { suite, test } from 'node:test';
import { targetOutsideChoices } from '../../server/src/rules/target-outside-choices.ts';
import { checkRule, templateFile } from './check-rule.ts';

const rows = ['{"text": "a", "answer": "yes"}', '{"text": "b", "answer": "maybe"}'];
const long = 'y'.repeat(300);

function file(jinja: string, choices = 'yes ||| no'): string {
  return templateFile({ answer_choices: choices, jinja });
}

suite('target-outside-choices', () => {
  test('names the first row whose target is no choice, and underlines the target', () => {
    checkRule(targetOutsideChoices, {
      rows,
      file: file(`'{{ text }}? ||| ⟦{{ answer }}⟧'`),
      messages: [
        'The target is none of the answer choices on one of 2 rows, row 1: there it is `maybe`, and the choices are `yes`, `no`.',
      ],
    });
  });

  test('stands at the key where branches have targets of their own', () => {
    checkRule(targetOutsideChoices, {
      rows,
      file: file(
        `'{% if answer == "yes" %}a ||| yes{% else %}b ||| {{ answer }}{% endif %}'`,
      ).replace('    jinja:', '    ⟦jinja⟧:'),
    });
  });

  test('shortens what is long, on one line', () => {
    checkRule(targetOutsideChoices, {
      rows: [JSON.stringify({ answer: `some\n  ${'words '.repeat(20)}` })],
      file: file(`'a ||| ⟦{{ answer }}⟧'`, 'a ||| b ||| c ||| d ||| e ||| f ||| g ||| h'),
      messages: [
        'The target is none of the answer choices on row 0, the only one: there it is `some words words words words words words words words words w…`, and the choices are `a`, `b`, `c`, `d`, `e`, `f` and 2 more.',
      ],
    });
  });

  test('compares long texts as a whole', () => {
    const long1 = [`{"text": "a", "answer": "${long}1"}`];
    checkRule(targetOutsideChoices, {
      rows: long1,
      file: file(`'a ||| {{ answer }}'`, `${long}1 ||| no`),
    });
    checkRule(targetOutsideChoices, {
      rows: long1,
      file: file(`'a ||| ⟦{{ answer }}⟧'`, `${long}2 ||| no`),
    });
  });

  test('is silent where targets are choices or empty, where there are no choices, and without rows', () => {
    const guarded = `'{{ text }}? ||| {% if answer != "maybe" %}{{ answer }}{% endif %}'`;
    checkRule(targetOutsideChoices, { rows, file: file(guarded) });
    checkRule(targetOutsideChoices, { rows, file: file(`'{{ text }}? ||| {{ answer }}'`, 'null') });
    checkRule(targetOutsideChoices, { file: file(`'{{ text }}? ||| {{ answer }}'`) });
  });
});
