import { suite, test } from 'node:test';
import { unreachableFieldName } from '../../server/src/rules/unreachable-field-name.ts';
import { checkRule, templateFile, text } from './check-rule.ts';

const features = { text, 'video-id': text, 'BL record ID': text, 'meta.title': text };

suite('unreachable-field-name', () => {
  test('writes the underscore that PromptSource puts for a hyphen', () => {
    checkRule(unreachableFieldName, {
      features,
      file: templateFile({ jinja: `'{{ ⟦video-id⟧ }} ||| {{ ⟦video-id⟧ | trim }}'` }),
      messages: Array(2).fill(
        '`video-id` is not a name in Jinja; write `video_id`, as PromptSource renames it.',
      ),
      afterFix: templateFile({ jinja: `'{{ video_id }} ||| {{ video_id | trim }}'` }),
    });
  });

  test('points at names that no template can reach', () => {
    checkRule(unreachableFieldName, {
      features,
      file: templateFile({ jinja: `'{{ ⟦BL record ID⟧ }} {{ ⟦meta.title⟧ }} ||| yes'` }),
      messages: [
        '`BL record ID` is not a name in Jinja; no template can reach it. Rename the column in the dataset.',
        '`meta.title` is not a name in Jinja; no template can reach it. Rename the column in the dataset.',
      ],
    });
  });

  test('points at a column that PromptSource does not allow', () => {
    checkRule(unreachableFieldName, {
      features: { text, answer_choices: text },
      file: templateFile().replace('reviews', '⟦reviews⟧'),
      messages: [
        'The dataset has a column `answer_choices`, a name that PromptSource keeps for itself: every template fails. Rename the column in the dataset.',
      ],
    });
  });

  test('is silent about text, keys and subtractions', () => {
    checkRule(unreachableFieldName, {
      features: { ...features, meta: text },
      file: templateFile({
        jinja: `'video-id {# video-id #} {{ text["video-id"] }} {{ meta.title }} {% set video = 1 %}{{ video-id }} ||| x'`,
      }),
    });
    checkRule(unreachableFieldName, { file: templateFile({ jinja: `'{{ video-id }} ||| x'` }) });
  });
});
