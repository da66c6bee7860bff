import { suite, test } from 'node:test';
import { noLanguage } from '../../server/src/rules/no-language.ts';
import { checkRule, metadata, templateBody, templateFile } from './check-rule.ts';

suite('no-language', () => {
  test('points at the key of an empty list', () => {
    checkRule(noLanguage, {
      file: templateFile({ metadata: metadata({ languages: '[]' }) }).replace(
        'languages',
        '⟦languages⟧',
      ),
      messages: ['`languages` is empty; name at least one, such as `en`.'],
    });
  });

  test('is silent when there is one', () => {
    checkRule(noLanguage, { file: templateFile() });
  });

  test('adds the language of the other templates, else English', () => {
    const empty = metadata({ languages: '[]' });
    checkRule(noLanguage, {
      file: templateFile({ metadata: empty }).replace('languages', '⟦languages⟧'),
      afterFix: templateFile(),
    });
    const french = templateFile({ metadata: metadata({ languages: '[fr]' }) });
    checkRule(noLanguage, {
      file:
        french + templateBody({ key: 'b', metadata: empty }).replace('languages', '⟦languages⟧'),
      afterFix: french + templateBody({ key: 'b', metadata: metadata({ languages: '[fr]' }) }),
    });
  });
});
