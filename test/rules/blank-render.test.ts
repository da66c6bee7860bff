import { suite, test } from 'node:test';
import { blankRender } from '../../server/src/rules/blank-render.ts';
import { checkRule, templateFile } from './check-rule.ts';

const rows = ['{"text": "a", "label": 1}', '{"text": "", "label": 0}', '{"text": "c", "label": 1}'];

function marked(jinja: string): string {
  return templateFile({ jinja }).replace('    jinja:', '    ⟦jinja⟧:');
}

suite('blank-render', () => {
  test('tells on how many rows the prompt is blank, and on which first', () => {
    checkRule(blankRender, {
      rows,
      file: marked(`'{% if label %}{{ text }} ||| yes{% endif %}'`),
      messages: [
        'The prompt is blank on one of 3 rows, row 1; such a row is left out when models are trained and judged.',
      ],
      severities: ['information'],
    });
  });

  test('warns of a template that is blank on all rows', () => {
    checkRule(blankRender, {
      rows,
      file: marked(`'{% if label == "yes" %}{{ text }} ||| yes{% endif %}'`),
      messages: [
        'The prompt is blank on all 3 rows; such a row is left out when models are trained and judged.',
      ],
      severities: ['warning'],
    });
  });

  test('tells an empty input and an empty target apart', () => {
    checkRule(blankRender, {
      rows,
      file: marked(`'{{ text }} ||| yes'`),
      messages: [
        'The input is empty on one of 3 rows, row 1; such a row is left out when models are trained and judged.',
      ],
    });
    checkRule(blankRender, {
      rows,
      file: marked(`'{{ label }}? ||| {% if label %}yes{% endif %}'`),
      messages: [
        'The target is empty on one of 3 rows, row 1; such a row is left out when models are trained and judged.',
      ],
    });
  });

  test('is silent where every row has a prompt, and where no rows are known', () => {
    checkRule(blankRender, { rows, file: templateFile({ jinja: `'{{ text }}? ||| yes'` }) });
    checkRule(blankRender, { file: templateFile({ jinja: `'{{ nothing }} ||| yes'` }) });
  });
});
