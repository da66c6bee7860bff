import { suite, test } from 'node:test';
import { unknownMethod } from '../../server/src/rules/unknown-method.ts';
import { checkRule, classLabel, listOf, struct, templateFile, text } from './check-rule.ts';

const features = {
  text,
  label: classLabel('no', 'yes'),
  words: listOf(text),
  answers: struct({ text: listOf(text) }),
};

suite('unknown-method', () => {
  test('points at a method that the Python type lacks', () => {
    const jinja = `'{{ text.⟦lowr⟧() }} {{ words.⟦push⟧(1) }} {{ answers.⟦lookup⟧("text") }} ||| {{ label.⟦upper⟧() }}'`;
    checkRule(unknownMethod, {
      features,
      file: templateFile({ jinja }),
      messages: [
        'There is no method `lowr` of a `str`. Did you mean `lower`?',
        'There is no method `push` of a `list`.',
        'There is no method `lookup` of a `dict`.',
        'There is no method `upper` of an `int`. There is a filter of that name: write `… | upper`.',
      ],
      afterFix: templateFile({ jinja: jinja.replace('⟦lowr⟧', 'lower').replaceAll(/[⟦⟧]/g, '') }),
    });
  });

  test('knows literals, results and `loop` without a schema', () => {
    checkRule(unknownMethod, {
      file: templateFile({
        jinja: `'{{ "a".⟦trim⟧() }} {{ [1].⟦add⟧(2) }} {% for x in y %}{{ loop.⟦next⟧() }}{% endfor %} ||| {{ (z | join).⟦size⟧() }}'`,
      }),
    });
  });

  test('accepts methods, and says nothing where the type is not known', () => {
    checkRule(unknownMethod, {
      features,
      file: templateFile({
        jinja: `'{{ text.strip().split(",") }} {{ answers.items() }} {{ {"a": 1}.b() }} {{ other.thing() }} ||| {{ loop.cycle() }}'`,
      }),
    });
    checkRule(unknownMethod, { file: templateFile({ jinja: `'{{ text.lowr() }} ||| x'` }) });
  });
});
