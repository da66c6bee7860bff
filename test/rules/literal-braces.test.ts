import { suite, test } from 'node:test';
import { literalBraces } from '../../server/src/rules/literal-braces.ts';
import { checkRule, templateFile, text } from './check-rule.ts';

const features = { text, 'video-id': text };

suite('literal-braces', () => {
  test('points at a field in single braces and doubles them', () => {
    checkRule(literalBraces, {
      features,
      file: templateFile({ jinja: `"{{ text }} ⟦{text}⟧\\n⟦{ video_id }⟧ ||| yes"` }),
      messages: [
        '`{text}` in single braces is printed as it is; write `{{ text }}` to print the field.',
        '`{ video_id }` in single braces is printed as it is; write `{{ video_id }}` to print the field.',
      ],
      afterFix: templateFile({ jinja: `"{{ text }} {{text}}\\n{{ video_id }} ||| yes"` }),
    });
  });

  test('looks into the choices as well', () => {
    checkRule(literalBraces, {
      features,
      file: templateFile({ answer_choices: `'⟦{text}⟧ ||| no'` }),
    });
  });

  test('is silent about braces around anything else', () => {
    checkRule(literalBraces, {
      features,
      file: templateFile({
        jinja: `'{x} {"text": 1} {{ {text: 1} }} {% raw %}{text}{% endraw %} ||| {{ text }}'`,
      }),
    });
  });

  test('is silent when the schema is not known', () => {
    checkRule(literalBraces, { file: templateFile({ jinja: `'{text} ||| yes'` }) });
  });
});
