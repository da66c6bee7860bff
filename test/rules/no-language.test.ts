import { suite, test } from 'node:test';
import { noLanguage } from '../../server/src/rules/no-language.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

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
});
