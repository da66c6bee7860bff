import { suite, test } from 'node:test';
import { choiceCountMismatch } from '../../server/src/rules/choice-count-mismatch.ts';
import { checkRule, classLabel, templateFile, text } from './check-rule.ts';

const features = { text, label: classLabel('negative', 'neutral', 'positive') };

function check(answerChoices: string, jinja: string, messages?: readonly string[]): void {
  const file = templateFile({ answer_choices: answerChoices, jinja });
  checkRule(choiceCountMismatch, { features, file, ...(messages && { messages }) });
}

suite('choice-count-mismatch', () => {
  test('points at too few or too many choices for the label that picks one', () => {
    check('⟦Bad ||| Good⟧', `'{{ text }} ||| {{ answer_choices[label] }}'`, [
      'There are 2 choices, but `label`, which picks one, has 3 classes: `negative`, `neutral`, `positive`.',
    ]);
    check('⟦a ||| b ||| c ||| d⟧', `'{{ text }} ||| {{ answer_choices[label] }}'`);
  });

  test('is silent when the numbers agree', () => {
    check('Bad ||| So so ||| Good', `'{{ text }} ||| {{ answer_choices[label] }}'`);
  });

  test('is silent when a condition may leave the other labels out', () => {
    check(
      'Bad ||| Good',
      `'{% if label < 2 %}{{ text }} ||| {{ answer_choices[label] }}{% endif %}'`,
    );
    check('Bad ||| Good', `'{{ text }} ||| {{ answer_choices[label] if label < 2 }}'`);
  });

  test('is silent when something else than the label picks the choice', () => {
    check('Bad ||| Good', `'{{ text }} ||| {{ answer_choices[label // 2] }}'`);
    check('Bad ||| Good', `'{{ text }} ||| {{ answer_choices[0] }}'`);
  });

  test('is silent when the choices or the schema are not known', () => {
    check('{{ text }} ||| Good', `'{{ text }} ||| {{ answer_choices[label] }}'`);
    checkRule(choiceCountMismatch, {
      file: templateFile({
        answer_choices: 'a',
        jinja: `'{{ text }} ||| {{ answer_choices[label] }}'`,
      }),
    });
  });

  test('points at a number that no choice has', () => {
    check('Bad ||| Good', `'{{ text }} ||| {{ answer_choices[⟦2⟧] }}'`, [
      'There are 2 choices, counted from 0, so that none has the number 2 and nothing is printed.',
    ]);
    check('Bad ||| Good', `'{{ text }} ||| {{ answer_choices[1] }}{{ answer_choices[-1] }}'`);
  });
});
