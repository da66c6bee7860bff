import { suite, test } from 'node:test';
import { yaml11Value } from '../../server/src/rules/yaml-1-1-value.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

suite('yaml-1-1-value', () => {
  test('points at text that PyYAML reads as something else and quotes it', () => {
    checkRule(yaml11Value, {
      file: templateFile({
        answer_choices: '⟦yes⟧',
        metadata: metadata({ languages: '[⟦no⟧, en]' }),
        name: '⟦12:30⟧',
        reference: '⟦2020-01-02⟧',
      }),
      messages: [
        'PyYAML reads `yes` as true, but `answer_choices` holds text; put it in quotes.',
        'PyYAML reads `no` as false, but `languages` holds text; put it in quotes.',
        'PyYAML reads `12:30` as an int, but `name` holds text; put it in quotes.',
        'PyYAML reads `2020-01-02` as a `datetime.date`, but `reference` holds text; put it in quotes.',
      ],
      afterFix: templateFile({
        answer_choices: `'yes'`,
        metadata: metadata({ languages: `['no', en]` }),
        name: `'12:30'`,
        reference: `'2020-01-02'`,
      }),
    });
  });

  test('is silent about text that stays text', () => {
    checkRule(yaml11Value, { file: templateFile({ answer_choices: 'No ||| Yes', name: '1e3' }) });
  });
});
