import { suite, test } from 'node:test';
import { choicesInPromptMismatch } from '../../server/src/rules/choices-in-prompt-mismatch.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

function file(said: string, jinja: string, choices = 'Bad ||| Good'): string {
  return templateFile({
    answer_choices: choices,
    jinja,
    metadata: metadata({ choices_in_prompt: said }),
  });
}

suite('choices-in-prompt-mismatch', () => {
  test('points at a false where the input prints the choices', () => {
    const jinja = `'{{ text }} {{ answer_choices[0] }} or not? ||| {{ answer_choices[label] }}'`;
    checkRule(choicesInPromptMismatch, {
      file: file('⟦false⟧', jinja),
      messages: [
        '`choices_in_prompt` is false, but the input prints `answer_choices`; set it to true.',
      ],
      afterFix: file('true', jinja),
    });
    checkRule(choicesInPromptMismatch, {
      file: file(
        '⟦false⟧',
        `'{% for c in answer_choices %}{{ c }}{% endfor %} ||| {{ answer_choices[label] }}'`,
      ),
    });
  });

  test('points at a true where the input shows no choice', () => {
    const jinja = `'{{ text }} What is it? ||| {{ answer_choices[label] }}'`;
    checkRule(choicesInPromptMismatch, {
      file: file('⟦true⟧', jinja),
      messages: [
        '`choices_in_prompt` is true, but the input shows none of the answer choices; set it to false or show them.',
      ],
      afterFix: file('false', jinja),
    });
  });

  test('is silent when the text itself shows a choice, in any case', () => {
    checkRule(choicesInPromptMismatch, {
      file: file('true', `'{{ text }} Good or not? ||| {{ answer_choices[label] }}'`),
    });
    checkRule(choicesInPromptMismatch, {
      file: file('true', `'{{ text }} ({{ "GOOD" }}) ||| {{ answer_choices[label] }}'`),
    });
  });

  test('is silent where a row decides', () => {
    checkRule(choicesInPromptMismatch, {
      file: file('true', `'{{ text }} ||| {{ answer_choices[label] }}'`, `'{{ a }} ||| {{ b }}'`),
    });
    checkRule(choicesInPromptMismatch, {
      file: file('true', `'{{ text }} {{ options }} ||| {{ answer_choices[label] }}'`, 'A ||| B'),
    });
    const maybe = `'{% if a %}{{ answer_choices[0] }}?{% endif %} ||| {{ answer_choices[label] }}'`;
    checkRule(choicesInPromptMismatch, { file: file('true', maybe) });
  });

  test('is silent when nothing is said', () => {
    checkRule(choicesInPromptMismatch, {
      file: file('null', `'{{ answer_choices[0] }} ||| {{ answer_choices[label] }}'`),
    });
  });
});
