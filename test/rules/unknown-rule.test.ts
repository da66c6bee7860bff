import { suite, test } from 'node:test';
import { unknownRule } from '../../server/src/rules/unknown-rule.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('unknown-rule', () => {
  test('points at a name in a comment that is no rule, with the nearest one', () => {
    const jinja = `'{# p3-disable no-feld, empty-target #}{{ text }} ||| yes'`;
    checkRule(unknownRule, {
      file: templateFile({ jinja: jinja.replace('no-feld', '⟦no-feld⟧') }),
      messages: ['There is no rule `no-feld`. Did you mean `no-field`?'],
      afterFix: templateFile({ jinja: jinja.replace('no-feld', 'no-field') }),
    });
    checkRule(unknownRule, {
      file: `# p3-disable-next-line ⟦whatever-this-is⟧\n${templateFile()}`,
      messages: ['There is no rule `whatever-this-is`.'],
    });
  });

  test('points at a comment that names none', () => {
    checkRule(unknownRule, {
      file: templateFile({ jinja: `'⟦{#- p3-disable -#}⟧{{ text }} ||| yes'` }),
      messages: ['This comment names no rule; write the rules that it keeps quiet.'],
    });
  });

  test('is silent about known rules, other comments and text', () => {
    checkRule(unknownRule, {
      file: templateFile({
        jinja: `'{# p3-disable no-field #}{# p3-disabled x #}# p3-disable-next-line x {{ text }} ||| yes'`,
      }),
    });
  });
});
