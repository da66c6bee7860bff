import { suite, test } from 'node:test';
import { unknownLanguage } from '../../server/src/rules/unknown-language.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

function file(languages: string): string {
  return templateFile({ metadata: metadata({ languages }) });
}

suite('unknown-language', () => {
  test('points at what is no two-letter code', () => {
    checkRule(unknownLanguage, {
      file: file('[⟦English⟧, ⟦xx⟧, ⟦EN⟧]'),
      messages: [
        '`English` is not a two-letter language code of ISO 639-1, such as `en`.',
        '`xx` is not a two-letter language code of ISO 639-1, such as `en`.',
        '`EN` is not a two-letter language code of ISO 639-1, such as `en`.',
      ],
    });
  });

  test('accepts the codes that PromptSource offers', () => {
    checkRule(unknownLanguage, { file: file(`[en, aa, zu, hz, 'no', nb, nn, kr]`) });
  });
});
