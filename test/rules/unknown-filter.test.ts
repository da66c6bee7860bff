import { suite, test } from 'node:test';
import { unknownFilter } from '../../server/src/rules/unknown-filter.ts';
import { checkRule, templateFile } from './check-rule.ts';

function jinja(value: string): string {
  return templateFile({ jinja: value });
}

suite('unknown-filter', () => {
  test('points at the name of the filter and offers the nearest one', () => {
    checkRule(unknownFilter, {
      file: jinja(`'{{ text | ⟦uper⟧ }} ||| {{ x | trim }}'`),
      messages: ['There is no filter `uper` in Jinja2 or PromptSource. Did you mean `upper`?'],
      afterFix: jinja(`'{{ text | upper }} ||| {{ x | trim }}'`),
    });
  });

  test('knows the filters of Jinja2 and PromptSource', () => {
    checkRule(unknownFilter, {
      file: jinja(`'{{ [x] | choice }}{{ x | most_frequent | highlight | d("") | e }} ||| y'`),
    });
  });

  test('looks into filter blocks, set blocks and answer_choices', () => {
    checkRule(unknownFilter, {
      file: templateFile({
        answer_choices: `'{{ a | ⟦nix⟧ }} ||| b'`,
        jinja: `'{% filter ⟦nix⟧ %}a{% endfilter %}{% set x | ⟦nix⟧ %}b{% endset %} ||| c'`,
      }),
    });
  });

  test('knows that map names a filter', () => {
    checkRule(unknownFilter, {
      file: jinja(
        `'{{ x | map("⟦lowr⟧") }}{{ x | map("lower") }}{{ x | map(attribute="y") }} ||| z'`,
      ),
      afterFix: jinja(
        `'{{ x | map("lower") }}{{ x | map("lower") }}{{ x | map(attribute="y") }} ||| z'`,
      ),
    });
  });

  test('leaves a missing name to jinja-syntax', () => {
    checkRule(unknownFilter, { file: jinja(`'{{ text | }} ||| x'`) });
  });
});
