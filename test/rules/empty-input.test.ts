import { suite, test } from 'node:test';
import { emptyInput } from '../../server/src/rules/empty-input.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  checkRule(emptyInput, { file: templateFile({ jinja }) });
}

suite('empty-input', () => {
  test('points at a separator with nothing before it', () => {
    checkRule(emptyInput, {
      file: templateFile({ jinja: `' ⟦|||⟧ {{ text }}'` }),
      messages: [
        'Nothing stands before this `|||`, so that the model is asked nothing; write the input here.',
      ],
    });
    check(`'{% set x = text %}{# say it #} {{ "" }} ⟦|||⟧ {{ x }}'`);
    check(`'{% if a %}{{ text }} ||| b{% else %} ⟦|||⟧ b{% endif %}'`);
  });

  test('is silent where anything may be printed', () => {
    check(`'{{ text }} ||| yes'`);
    check(`'{% if a %}{{ text }}{% endif %} ||| yes'`);
    check(`'{% for a in text %}{{ a }}{% endfor %} ||| yes'`);
  });

  test('is silent where input and target are empty, to skip a row', () => {
    check(`'{% if a %}{{ text }} ||| b{% else %} ||| {% endif %}'`);
  });
});
