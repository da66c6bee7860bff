import { suite, test } from 'node:test';
import { choicesWithoutAccuracy } from '../../server/src/rules/choices-without-accuracy.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

function file(metrics: string): string {
  return templateFile({ answer_choices: 'a ||| b', metadata: metadata({ metrics }) });
}

suite('choices-without-accuracy', () => {
  test('points at choices that no metric judges', () => {
    checkRule(choicesWithoutAccuracy, {
      file: file('[BLEU]').replace('answer_choices', '⟦answer_choices⟧'),
      messages: [
        'The template has answer choices but not the metric `Accuracy`, by which choices are judged; add it to `metrics`, or `Other` for a metric that is not listed.',
      ],
    });
  });

  test('adds the metric in the form that the list has', () => {
    const block = (...items: readonly string[]) =>
      items.map((item) => `\n      - ${item}`).join('');
    for (const [before, after] of [
      ['[BLEU]', '[BLEU, Accuracy]'],
      ['[]', '[Accuracy]'],
      [block('BLEU', "'ROUGE'"), block('BLEU', "'ROUGE'", 'Accuracy')],
    ] as const) {
      checkRule(choicesWithoutAccuracy, {
        file: file(before).replace('answer_choices', '⟦answer_choices⟧'),
        afterFix: file(after),
      });
    }
  });

  test('is silent with Accuracy, with Other, and without choices', () => {
    checkRule(choicesWithoutAccuracy, { file: file('[BLEU, Accuracy]') });
    checkRule(choicesWithoutAccuracy, { file: file('[Other]') });
    checkRule(choicesWithoutAccuracy, {
      file: templateFile({ metadata: metadata({ metrics: '[BLEU]' }) }),
    });
  });
});
