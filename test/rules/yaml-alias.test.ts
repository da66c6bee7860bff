import { suite, test } from 'node:test';
import { yamlAlias } from '../../server/src/rules/yaml-alias.ts';
import { checkRule, metadata, templateBody, templateFile } from './check-rule.ts';

const second = '00000000-0000-4000-8000-000000000002';

function anchored(tag: string): string {
  return metadata().replace('!TemplateMetadata', tag);
}

suite('yaml-alias', () => {
  test('points at a value of another template, and writes it out', () => {
    const original = templateFile({ metadata: anchored('&id001 !TemplateMetadata') });
    checkRule(yamlAlias, {
      file: original + templateBody({ id: second, metadata: '⟦*id001⟧' }),
      messages: [
        '`metadata` is an alias of what stands at `&id001`: whoever changes that changes this as well. Write it out.',
      ],
      afterFix: original + templateBody({ id: second, metadata: metadata() }),
    });
  });

  test('takes the tag in front of the anchor along', () => {
    const original = templateFile({ metadata: anchored('!TemplateMetadata &id001') });
    checkRule(yamlAlias, {
      file: original + templateBody({ id: second, metadata: '⟦*id001⟧' }),
      afterFix: original + templateBody({ id: second, metadata: metadata() }),
    });
  });

  test('writes a text out as it is written', () => {
    const original = templateFile({ reference: `&r 'a: b'` });
    checkRule(yamlAlias, {
      file: original + templateBody({ id: second, reference: '⟦*r⟧' }),
      afterFix: original + templateBody({ id: second, reference: `'a: b'` }),
    });
  });

  test('leaves what stands deeper or shallower to the author', () => {
    const file = templateFile({ name: '&n a name' }).replace(
      'dataset: reviews',
      'dataset: &d reviews',
    );
    checkRule(yamlAlias, {
      file: file + templateBody({ id: second, name: '⟦*d⟧' }),
      afterFix: file + templateBody({ id: second, name: '*d' }),
    });
  });

  test('is silent on asterisks in texts', () => {
    checkRule(yamlAlias, {
      file: templateFile({ jinja: `'*{{ text }}* ||| *yes'`, name: 'a *b' }),
    });
  });
});
