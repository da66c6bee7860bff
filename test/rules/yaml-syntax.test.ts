import { suite, test } from 'node:test';
import { yamlSyntax } from '../../server/src/rules/yaml-syntax.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('yaml-syntax', () => {
  test('points at what PyYAML refuses', () => {
    checkRule(yamlSyntax, { file: `dataset: a⟦:⟧ b\ntemplates: {}\n` });
  });

  test('is silent about a file that loads', () => {
    checkRule(yamlSyntax, { file: templateFile() });
    checkRule(yamlSyntax, { file: '' });
  });
});
