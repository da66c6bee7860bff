import { suite, test } from 'node:test';
import { wrongFieldType } from '../../server/src/rules/wrong-field-type.ts';
import { checkRule, classLabel, listOf, struct, templateFile, text } from './check-rule.ts';

const features = {
  question: text,
  label: classLabel('no', 'yes'),
  answers: struct({ text: listOf(text), start: listOf({ kind: 'value', dtype: 'int32' }) }),
  choices: listOf(struct({ option: text })),
} as const;

function check(jinja: string, messages?: readonly string[]): void {
  checkRule(wrongFieldType, {
    features,
    file: templateFile({ jinja }),
    ...(messages && { messages }),
  });
}

suite('wrong-field-type', () => {
  test('tells lists and single values from structs', () => {
    check(`'{{ choices.⟦option⟧ }} {{ question["⟦text⟧"] }} {{ label.⟦name⟧ }} ||| x'`, [
      '`choices` is a list (`Sequence<{option}>`) and has no field `option`. Take an item first, as with `[0]`, or loop over it.',
      '`question` is a single value (`string`) and has no field `text`.',
      '`label` is a single value (`ClassLabel: no, yes`) and has no field `name`.',
    ]);
  });

  test('points at an item by number where there is none', () => {
    check(`'{{ answers[⟦0⟧] }} {{ answers.⟦0⟧ }} {{ label[⟦0⟧] }} ||| {{ answers[⟦:2⟧] }}'`, [
      '`answers` is a struct and has no items by number. Take one by its name: `text`, `start`.',
      '`answers` is a struct and has no items by number. Take one by its name: `text`, `start`.',
      '`label` is a single value (`ClassLabel: no, yes`) and has no items by number.',
      '`answers` is a struct and has no items by number. Take one by its name: `text`, `start`.',
    ]);
  });

  test('points at a loop over a single value', () => {
    check(`'{% for x in ⟦label⟧ %}{% endfor %}{% for x in ⟦question⟧ %}{% endfor %} ||| x'`, [
      '`label` is a single value (`ClassLabel: no, yes`) and cannot be looped over.',
      '`question` is a single value (`string`): the loop runs over its characters. Split it first, as with `.split()`.',
    ]);
  });

  test('accepts fields used as what they are', () => {
    check(
      `'{{ choices[0].option }} {{ question[:3] }} {{ answers["text"][0] }} {% for a in answers %}{% endfor %}{% for c in choices %}{{ c.option }}{% endfor %} ||| {{ question[0].upper() }}'`,
    );
    check(
      `'{{ question.text | default("") }} {{ choices | map(attribute="option") | list }} ||| x'`,
    );
  });

  test('is silent when the schema is not known', () => {
    checkRule(wrongFieldType, { file: templateFile({ jinja: `'{{ choices.option }} ||| x'` }) });
  });
});
