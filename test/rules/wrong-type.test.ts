import { suite, test } from 'node:test';
import { wrongType } from '../../server/src/rules/wrong-type.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

suite('wrong-type', () => {
  test('points at a value of another type', () => {
    checkRule(wrongType, {
      file: templateFile({ answer_choices: '⟦[No, Yes]⟧' }),
      messages: ['`answer_choices` is a list; text or null is expected.'],
    });
    checkRule(wrongType, {
      file: templateFile({ metadata: metadata({ metrics: '⟦Accuracy⟧', original_task: '⟦1⟧' }) }),
      messages: [
        '`metrics` is text; a list of text is expected.',
        '`original_task` is an int; true, false or null is expected.',
      ],
    });
  });

  test('points at the key where nothing is written', () => {
    checkRule(wrongType, {
      file: templateFile({ jinja: '' }).replace('jinja', '⟦jinja⟧'),
      messages: ['`jinja` is null; text is expected.'],
    });
  });

  test('points at metadata that are no mapping', () => {
    checkRule(wrongType, {
      file: templateFile({ metadata: 'none' }).replace('metadata', '⟦metadata⟧'),
      messages: [
        '`metadata` is text; `!TemplateMetadata` with `choices_in_prompt`, `languages`, `metrics`, `original_task` is expected.',
      ],
    });
  });

  test('accepts null where there may be none', () => {
    checkRule(wrongType, {
      file: templateFile({
        answer_choices: 'null',
        reference: 'null',
        metadata: metadata({ choices_in_prompt: 'null' }),
      }),
    });
  });

  test('leaves text that reads as something else to yaml-1-1-value', () => {
    checkRule(wrongType, { file: templateFile({ name: 'yes' }) });
  });

  test('writes a bool, a list or the text of choices, where that is meant', () => {
    const fixed = (key: string, before: string, after: string) => {
      const isMetadata = key in { original_task: 0, languages: 0 };
      const file = (value: string) =>
        templateFile(isMetadata ? { metadata: metadata({ [key]: value }) } : { [key]: value });
      checkRule(wrongType, { file: file(before), afterFix: file(after) });
    };
    fixed('original_task', `⟦'yes'⟧`, 'true');
    fixed('original_task', '⟦0⟧', 'false');
    fixed('original_task', '⟦maybe⟧', 'null');
    fixed('languages', '⟦en⟧', '[en]');
    fixed('answer_choices', '⟦[No, "Not sure"]⟧', 'No ||| Not sure');
    fixed('answer_choices', '⟦["no: 1", b]⟧', `'no: 1 ||| b'`);
  });
});
