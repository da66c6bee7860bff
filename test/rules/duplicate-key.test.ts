import { suite, test } from 'node:test';
import { duplicateKey } from '../../server/src/rules/duplicate-key.ts';
import { checkRule, templateBody, templateFile } from './check-rule.ts';

suite('duplicate-key', () => {
  test('points at the second of two equal keys', () => {
    checkRule(duplicateKey, {
      file: `${templateFile()}    ⟦name⟧: another\n`,
      messages: [
        'The key `name` is written twice; PyYAML keeps the last value only. Remove one of them.',
      ],
    });
  });

  test('leaves the keys of templates to duplicate-id', () => {
    checkRule(duplicateKey, { file: templateFile() + templateBody() });
  });

  test('removes the earlier one, whatever lines it takes', () => {
    checkRule(duplicateKey, {
      file: `${templateFile({ name: `'a\n\n      b'` })}    ⟦name⟧: another\n`,
      afterFix: `${templateFile({ name: undefined })}    name: another\n`,
    });
  });

  test('keeps an anchor that others may need', () => {
    const file = `${templateFile({ name: '&n a' })}    ⟦name⟧: another\n`;
    checkRule(duplicateKey, { file, afterFix: file.replace(/[⟦⟧]/g, '') });
  });
});
