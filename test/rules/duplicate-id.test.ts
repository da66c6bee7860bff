import { suite, test } from 'node:test';
import { duplicateId } from '../../server/src/rules/duplicate-id.ts';
import { checkRule, templateBody, templateFile } from './check-rule.ts';

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

suite('duplicate-id', () => {
  test('points at the second key, once for key and id', () => {
    checkRule(duplicateId, {
      file: templateFile() + templateBody({ key: `⟦${first}⟧` }),
      messages: [
        `The key \`${first}\` is used twice; PyYAML keeps only the last template under it. Give this one a new id.`,
      ],
    });
  });

  test('points at an id that another template has under another key', () => {
    checkRule(duplicateId, {
      file: templateFile() + templateBody({ key: second, id: `⟦${first}⟧` }),
      messages: [
        `The id \`${first}\` is used twice in this file; ids must differ. Give this template a new id.`,
      ],
    });
  });

  test('names the other file that has the id', () => {
    checkRule(duplicateId, {
      file: templateFile({ id: `⟦${first}⟧`, key: first }) + templateBody({ id: second }),
      idsElsewhere: { [first]: 'templates/films/templates.yaml' },
      messages: [
        `The id \`${first}\` is used in \`templates/films/templates.yaml\` as well; ids must differ over all files. Give one of the two templates a new id.`,
      ],
    });
  });

  test('is silent when all ids differ', () => {
    checkRule(duplicateId, { file: templateFile() + templateBody({ id: second }) });
  });
});
