import { suite, test } from 'node:test';
import { datasetPathMismatch } from '../../server/src/rules/dataset-path-mismatch.ts';
import { checkRule } from './check-rule.ts';

function check(uri: string, file: string, messages: readonly string[] = []): void {
  checkRule(datasetPathMismatch, { uri, file: `${file}\ntemplates: {}\n`, messages });
}

suite('dataset-path-mismatch', () => {
  test('points at the dataset or the subset that the folder does not name', () => {
    check('file:///work/templates/reviews/templates.yaml', 'dataset: ⟦review⟧', [
      'The file lies under `templates/reviews`, but says that it is for `review`, which PromptSource looks for under `templates/review`.',
    ]);
    check('templates/glue/mrpc/templates.yaml', 'dataset: glue\nsubset: ⟦qqp⟧', [
      'The file lies under `templates/glue/mrpc`, but says that it is for `glue/qqp`, which PromptSource looks for under `templates/glue/qqp`.',
    ]);
    check('templates/glue/templates.yaml', 'dataset: glue\nsubset: ⟦qqp⟧', [
      'The file lies under `templates/glue`, but says that it is for `glue/qqp`, which PromptSource looks for under `templates/glue/qqp`.',
    ]);
  });

  test('accepts a subset and the dataset of a user, however the path is written', () => {
    check('C:\\prompts\\templates\\glue\\mrpc\\templates.yaml', 'dataset: glue\nsubset: mrpc');
    check('file:///a%20b/templates/user/my%20data/templates.yaml', 'dataset: user/my data');
    check('/templates/old/templates/user/data/en/templates.yaml', 'dataset: user/data\nsubset: en');
    check('templates/reviews/templates.yaml', 'dataset: reviews\nsubset: null');
  });

  test('is silent elsewhere', () => {
    check('samples/reviews/templates.yaml', 'dataset: other');
    check('templates/templates.yaml', 'dataset: other');
    check('templates/a/b/c/d/templates.yaml', 'dataset: other');
    check('untitled:Untitled-1', 'dataset: other');
    check('templates/reviews/templates.yaml', 'dataset: 1');
  });

  test('writes what the folders say', () => {
    const fixed = (path: string, before: string, after: string) =>
      checkRule(datasetPathMismatch, {
        uri: `/templates/${path}/templates.yaml`,
        file: `${before}\ntemplates: {}\n`,
        afterFix: `${after}\ntemplates: {}\n`,
      });
    fixed('reviews', 'dataset: ⟦review⟧', 'dataset: reviews');
    fixed('glue/mrpc', 'dataset: glue\nsubset: ⟦qqp⟧', 'dataset: glue\nsubset: mrpc');
    fixed('glue/mrpc', 'dataset: ⟦glu⟧\nsubset: qqp', 'dataset: glue\nsubset: mrpc');
    fixed('user/data/1.0', 'dataset: ⟦data⟧\nsubset: x', `dataset: user/data\nsubset: '1.0'`);
    fixed('user/data', 'dataset: ⟦user/date⟧', 'dataset: user/data');
  });

  test('changes nothing where two folders may be a user or a subset', () => {
    for (const text of ['dataset: ⟦data⟧', 'dataset: ⟦glue⟧']) {
      const file = `${text}\ntemplates: {}\n`;
      const uri = '/templates/glue/mrpc/templates.yaml';
      checkRule(datasetPathMismatch, { uri, file, afterFix: file.replace(/[⟦⟧]/g, '') });
    }
  });
});
