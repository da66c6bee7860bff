import { suite, test } from 'node:test';
import { renderError } from '../../server/src/rules/render-error.ts';
import { checkRule, templateFile } from './check-rule.ts';

const rows = [
  '{"text": "a", "label": 1}',
  '{"text": null, "label": 0}',
  '{"text": null, "label": 1}',
];

suite('render-error', () => {
  test('names error, rows and place', () => {
    checkRule(renderError, {
      rows,
      file: templateFile({ jinja: `"It's\\n\\\n      ⟦{{ text[:2] }}⟧ ||| yes"` }),
      messages: [
        "TypeError on 2 of 3 rows, first on row 1: 'NoneType' object is not subscriptable",
      ],
      severities: ['warning'],
    });
  });

  test('is an error of the template where it is raised on all rows', () => {
    checkRule(renderError, {
      rows,
      file: templateFile({ jinja: `'{{ text }} ⟦{{ txt.at.all }}⟧ ||| yes'` }),
      messages: ["UndefinedError on all 3 rows: 'txt' is undefined"],
      severities: ['error'],
    });
  });

  test('tells several errors apart', () => {
    checkRule(renderError, {
      rows,
      file: templateFile({
        jinja: `'{% if label == 1 %}⟦{{ (1 // (label - 1)) }}⟧{% else %}⟦{{ text[:2] }}⟧{% endif %} ||| yes'`,
      }),
      messages: [
        'ZeroDivisionError on 2 of 3 rows, first on row 0: integer division or modulo by zero',
        "TypeError on one of 3 rows, row 1: 'NoneType' object is not subscriptable",
      ],
    });
  });

  test('finds the place in the answer choices', () => {
    checkRule(renderError, {
      rows,
      file: templateFile({
        answer_choices: `'yes ||| ⟦{{ text[:2] }}⟧'`,
        jinja: `'{{ label }} ||| {{ answer_choices[0] }}'`,
      }),
    });
  });

  test('is silent where nothing is raised, and where no rows are known', () => {
    checkRule(renderError, { rows, file: templateFile({ jinja: `'{{ text }} ||| yes'` }) });
    checkRule(renderError, { file: templateFile({ jinja: `'{{ txt.at.all }} ||| yes'` }) });
  });

  test('leaves to other rules what is wrong without any row', () => {
    checkRule(renderError, { rows, file: templateFile({ jinja: `'{{ text | uper }} ||| yes'` }) });
    checkRule(renderError, { rows, file: templateFile({ jinja: `'{{ text }} {% if ||| yes'` }) });
  });
});
