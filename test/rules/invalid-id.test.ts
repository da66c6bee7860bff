import { suite, test } from 'node:test';
import { invalidId } from '../../server/src/rules/invalid-id.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('invalid-id', () => {
  test('points at an id that is no UUID', () => {
    checkRule(invalidId, {
      file: templateFile({ key: 'first', id: '⟦my-first-template⟧' }),
      messages: [
        '`my-first-template` is not a UUID; 32 hexadecimal digits such as `0f9c3c2e-6d2b-4d5f-9a51-3e1b7c8d9e0f` are expected.',
      ],
    });
  });

  test("accepts what Python's UUID accepts", () => {
    for (const id of [
      '0F9C3C2E-6D2B-4D5F-9A51-3E1B7C8D9E0F',
      '0f9c3c2e6d2b4d5f9a513e1b7c8d9e0f',
      `'{0f9c3c2e-6d2b-4d5f-9a51-3e1b7c8d9e0f}'`,
      `'urn:uuid:0f9c3c2e-6d2b-4d5f-9a51-3e1b7c8d9e0f'`,
    ]) {
      checkRule(invalidId, { file: templateFile({ id }) });
    }
  });
});
