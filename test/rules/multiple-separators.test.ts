import { suite, test } from 'node:test';
import { multipleSeparators } from '../../server/src/rules/multiple-separators.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  checkRule(multipleSeparators, { file: templateFile({ jinja }) });
}

suite('multiple-separators', () => {
  test('points at the second separator on the same way', () => {
    checkRule(multipleSeparators, {
      file: templateFile({ jinja: `'{{ text }} ||| yes ⟦|||⟧ no'` }),
      messages: [
        'This is a second `|||` on the same way through the template, so that the prompt falls into more than input and target; keep one.',
      ],
    });
    check(`'{% if a %}{{ text }} ||| b ⟦|||⟧ c{% else %}{{ text }} ||| d{% endif %}'`);
  });

  test('finds one behind branches that each have one, or behind one that has', () => {
    check(`'{% if a %}b ||| c{% else %}d ||| e{% endif %} ⟦|||⟧ {{ text }}'`);
    check(`'{% if a %}b ||| c{% endif %} ⟦|||⟧ {{ text }}'`);
    check(`'{{ text }} ||| {% if a %}b ⟦|||⟧ c{% endif %}'`);
  });

  test('is silent about one separator in each branch', () => {
    check(`'{% if a %}b ||| c{% elif d %}e ||| f{% else %}{{ g }} ||| h{% endif %}'`);
  });

  test('is silent where conditions may exclude each other, and in loops', () => {
    check(`'{% if a %}b ||| c{% endif %}{% if not a %}d ||| {{ e }}{% endif %}'`);
    check(`'{% for a in b %}{{ a }} ||| {% endfor %}'`);
    check(`'{% macro m() %}a ||| b{% endmacro %}{{ m() }} ||| c'`);
  });
});
