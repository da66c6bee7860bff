import { suite, test } from 'node:test';
import { overLength } from '../../server/src/rules/over-length.ts';
import { checkRule, templateFile } from './check-rule.ts';

const rows = [10, 1500, 1025].map((count) => JSON.stringify({ text: 'word '.repeat(count) }));

function file(jinja: string): string {
  return templateFile({ jinja });
}

suite('over-length', () => {
  test('reports inputs whose words alone are more than the model reads', () => {
    // What one `{{ }}` prints is shortened to 2,048 characters.
    const jinja = `'{% for word in text.split() %}{{ word }} {% endfor %} ||| yes'`;
    checkRule(overLength, {
      rows,
      file: file(jinja).replace('    jinja:', '    ⟦jinja⟧:'),
      messages: [
        'The input is longer than the 1,024 tokens that the model reads on 2 of 3 rows, first on row 1 (1,500 words on row 1, of a token each or more); the rest is cut off.',
      ],
      severities: ['information'],
    });
  });

  test('is silent where truncation keeps it short, where the target is long, and without rows', () => {
    checkRule(overLength, { rows, file: file(`'{{ text }} ||| yes'`) });
    const target = `'Write: ||| {% for word in text.split() %}{{ word }} {% endfor %}'`;
    checkRule(overLength, { rows, file: file(target) });
    checkRule(overLength, { file: file(`'{{ text }} ||| yes'`) });
  });

  test('counts no words where none are parted', () => {
    const letters = [
      JSON.stringify({ text: 'x'.repeat(5000) }),
      JSON.stringify({ text: ' - '.repeat(2000) }),
    ];
    checkRule(overLength, { rows: letters, file: file(`'{{ text }}{{ text }} ||| yes'`) });
  });
});
