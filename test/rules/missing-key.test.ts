import { suite, test } from 'node:test';
import { missingKey } from '../../server/src/rules/missing-key.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

const id = '00000000-0000-4000-8000-000000000001';

suite('missing-key', () => {
  test('points at the key of the template that lacks something', () => {
    checkRule(missingKey, {
      file: templateFile({ key: `⟦${id}⟧`, answer_choices: undefined }),
      messages: [
        'The template has no key `answer_choices`; without choices write `answer_choices: null`.',
      ],
    });
  });

  test('adds a key that may be empty, in its place', () => {
    for (const key of ['answer_choices', 'reference']) {
      checkRule(missingKey, {
        file: templateFile({ key: `⟦${id}⟧`, [key]: undefined }),
        afterFix: templateFile(),
      });
    }
    checkRule(missingKey, {
      file: templateFile({ key: `⟦${id}⟧`, name: undefined }),
      afterFix: templateFile({ name: undefined }),
    });
  });

  test('adds no null to choices that are used', () => {
    const jinja = `'{{ text }} ||| {{ answer_choices[0] }}'`;
    checkRule(missingKey, {
      file: templateFile({ key: `⟦${id}⟧`, jinja, answer_choices: undefined }),
      afterFix: templateFile({ jinja, answer_choices: undefined }),
    });
  });

  test('points at the metadata that lack something', () => {
    checkRule(missingKey, {
      file: templateFile({ metadata: metadata({ languages: undefined }) }).replace(
        'metadata',
        '⟦metadata⟧',
      ),
      messages: ['The metadata has no key `languages`.'],
    });
  });

  test('wants a dataset, and templates', () => {
    checkRule(missingKey, {
      file: '⟦templates⟧: {}\n',
      messages: ['The key `dataset` is missing; name the dataset that the templates are for.'],
    });
    checkRule(missingKey, { file: '⟦⟧dataset: reviews\n' });
  });

  test('is silent about a whole file, and about one that is no YAML', () => {
    checkRule(missingKey, { file: templateFile() });
    checkRule(missingKey, { file: `templates:\n  ${id}: !Template\n    name: "open\n` });
  });

  test('adds the id, and metadata with what the template implies', () => {
    const choices = { answer_choices: 'No ||| Yes' };
    checkRule(missingKey, {
      file: templateFile({ key: `⟦${id}⟧`, ...choices, metadata: undefined }),
      afterFix: templateFile({
        ...choices,
        metadata: metadata({
          choices_in_prompt: 'null',
          metrics: '[Accuracy]',
          original_task: 'null',
        }),
      }),
    });
    checkRule(missingKey, {
      file: templateFile({ key: `⟦${id}⟧`, id: undefined }),
      afterFix: templateFile(),
    });
    checkRule(missingKey, {
      file: templateFile({ metadata: metadata({ original_task: undefined }) }).replace(
        'metadata',
        '⟦metadata⟧',
      ),
      afterFix: templateFile({ metadata: metadata({ original_task: 'null' }) }),
    });
  });
});
