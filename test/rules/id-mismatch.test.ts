import { suite, test } from 'node:test';
import { idMismatch } from '../../server/src/rules/id-mismatch.ts';
import { checkRule, templateFile } from './check-rule.ts';

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

suite('id-mismatch', () => {
  test('points at the id and takes the key for it', () => {
    checkRule(idMismatch, {
      file: templateFile({ key: first, id: `⟦${second}⟧` }),
      messages: [
        `The id \`${second}\` differs from the key of the template, \`${first}\`; they must be equal.`,
      ],
      afterFix: templateFile({ key: first, id: first }),
    });
  });

  test('compares the text, not the quotes', () => {
    checkRule(idMismatch, { file: templateFile({ key: first, id: `'${first}'` }) });
  });
});
