import { suite, test } from 'node:test';
import { duplicateName } from '../../server/src/rules/duplicate-name.ts';
import { checkRule, templateBody, templateFile } from './check-rule.ts';

const second = { id: '00000000-0000-4000-8000-000000000002' };

suite('duplicate-name', () => {
  test('points at the second template with a name, however it is quoted', () => {
    checkRule(duplicateName, {
      file:
        templateFile({ name: 'yes or no' }) + templateBody({ ...second, name: `⟦'yes or no'⟧` }),
      messages: ['Another template of this file is called `yes or no` as well; names must differ.'],
    });
  });

  test('tells names apart by case', () => {
    checkRule(duplicateName, {
      file: templateFile({ name: 'Yes or no' }) + templateBody({ ...second, name: 'yes or no' }),
    });
  });

  test('numbers the second one, as its words are joined', () => {
    for (const [name, free] of [
      ['yes or no', 'yes or no 2'],
      ['yes_or_no', 'yes_or_no_2'],
      [`'1'`, '1 2'],
    ] as const) {
      checkRule(duplicateName, {
        file: templateFile({ name }) + templateBody({ ...second, name: `⟦${name}⟧` }),
        afterFix: templateFile({ name }) + templateBody({ ...second, name: free }),
      });
    }
  });

  test('gives three of a kind three names', () => {
    const third = { id: '00000000-0000-4000-8000-000000000003' };
    checkRule(duplicateName, {
      file:
        templateFile({ name: 'A' }) +
        templateBody({ ...second, name: '⟦A⟧' }) +
        templateBody({ ...third, name: '⟦A⟧' }),
      afterFix:
        templateFile({ name: 'A' }) +
        templateBody({ ...second, name: 'A 2' }) +
        templateBody({ ...third, name: 'A 3' }),
    });
  });
});
