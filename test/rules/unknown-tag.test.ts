import { suite, test } from 'node:test';
import { unknownTag } from '../../server/src/rules/unknown-tag.ts';
import { checkRule, templateFile } from './check-rule.ts';

const id = '00000000-0000-4000-8000-000000000001';

suite('unknown-tag', () => {
  test('points at a tag that PyYAML does not know', () => {
    checkRule(unknownTag, { file: templateFile().replace('!Template\n', '⟦!Prompt⟧\n') });
  });

  test('puts the tag that belongs there in the place of another', () => {
    checkRule(unknownTag, {
      file: templateFile().replace('!Template\n', '⟦!template⟧\n'),
      afterFix: templateFile(),
    });
    checkRule(unknownTag, {
      file: templateFile().replace('!TemplateMetadata', '⟦!Metadata⟧'),
      afterFix: templateFile(),
    });
    checkRule(unknownTag, {
      file: templateFile({ reference: '⟦!Templat⟧ x' }),
      afterFix: templateFile({ reference: '!Templat x' }),
    });
  });

  test('points at a template without its tag and adds it', () => {
    checkRule(unknownTag, {
      file: templateFile({ key: `⟦${id}⟧` }).replace(': !Template\n', ':\n'),
      messages: ['The tag `!Template` is expected behind the colon of this key.'],
      afterFix: templateFile(),
    });
  });

  test('points at metadata without their tag, or with that of a template', () => {
    checkRule(unknownTag, {
      file: templateFile().replace('metadata: !TemplateMetadata', '⟦metadata⟧:'),
      afterFix: templateFile(),
    });
    checkRule(unknownTag, {
      file: templateFile().replace('metadata: !TemplateMetadata', '⟦metadata⟧: !Template'),
      messages: [
        'The tag `!TemplateMetadata` is expected behind the colon of this key, not `!Template`.',
      ],
    });
  });

  test('is silent when both tags are there', () => {
    checkRule(unknownTag, { file: templateFile() });
  });
});
