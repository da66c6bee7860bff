import { suite, test } from 'node:test';
import { duplicateTemplate } from '../../server/src/rules/duplicate-template.ts';
import { checkRule, templateBody, templateFile } from './check-rule.ts';

const second = { id: '00000000-0000-4000-8000-000000000002', name: 'another' };

suite('duplicate-template', () => {
  test('points at the second jinja with the same text, however it is written', () => {
    checkRule(duplicateTemplate, {
      file:
        templateFile({ jinja: `'{{ a }} ||| b'` }) +
        templateBody({ ...second, jinja: `"{{ a }} ||| b"` }).replace('jinja', '⟦jinja⟧'),
      messages: [
        'Another template of this file has the same `jinja`; change or remove one of them.',
      ],
    });
  });

  test('is silent about texts that differ in a blank', () => {
    checkRule(duplicateTemplate, {
      file:
        templateFile({ jinja: `'{{ a }} ||| b'` }) +
        templateBody({ ...second, jinja: `'{{ a }}  ||| b'` }),
    });
  });

  test('removes a copy, but not one with other choices', () => {
    const jinja = `'{{ a }} ||| b'`;
    const first = templateFile({ jinja });
    checkRule(duplicateTemplate, {
      file: first + templateBody({ ...second, jinja }).replace('jinja', '⟦jinja⟧'),
      afterFix: first,
    });
    const other = templateBody({ ...second, jinja, answer_choices: 'a ||| b' });
    checkRule(duplicateTemplate, {
      file: first + other.replace('jinja', '⟦jinja⟧'),
      afterFix: first + other,
    });
  });
});
