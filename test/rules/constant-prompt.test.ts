import { suite, test } from 'node:test';
import { constantPrompt } from '../../server/src/rules/constant-prompt.ts';
import { checkRule, templateFile } from './check-rule.ts';

const rows = [
  '{"text": "a", "label": 1}',
  '{"text": "b", "label": 0}',
  '{"text": "c", "label": 0}',
];

function marked(jinja: string): string {
  return templateFile({ jinja }).replace('    jinja:', '    ⟦jinja⟧:');
}

suite('constant-prompt', () => {
  test('warns of single braces that look like a field', () => {
    checkRule(constantPrompt, {
      rows,
      file: marked(`'Is {text} good? ||| {{ label }}'`),
      messages: [
        'The input is the same text on all 3 rows that give one, so that every row asks the same; print a field before the `|||` that tells the rows apart.',
      ],
    });
  });

  test('leaves out rows without a prompt', () => {
    const jinja = `'{% if label == 0 %}Good? ||| {{ text }}{% endif %}'`;
    checkRule(constantPrompt, { rows, file: marked(jinja) });
  });

  test('compares long inputs as a whole', () => {
    const jinja = `'{{ "x" * 1000 }}{{ text }} ||| yes'`;
    checkRule(constantPrompt, { rows, file: templateFile({ jinja }) });
  });

  test('is silent where inputs or rows tell nothing', () => {
    checkRule(constantPrompt, { rows, file: templateFile({ jinja: `'{{ label }}? ||| yes'` }) });
    const same = `'Good? ||| {{ label }}'`;
    checkRule(constantPrompt, { rows: rows.slice(0, 1), file: templateFile({ jinja: same }) });
    const alike = ['{"text": "a"}', '{"text": "a"}'];
    checkRule(constantPrompt, { rows: alike, file: templateFile({ jinja: same }) });
    checkRule(constantPrompt, { file: templateFile({ jinja: same }) });
  });
});
