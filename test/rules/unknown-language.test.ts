import { suite, test } from 'node:test';
import { unknownLanguage } from '../../server/src/rules/unknown-language.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

function file(languages: string): string {
  return templateFile({ metadata: metadata({ languages }) });
}

suite('unknown-language', () => {
  test('points at what is no two-letter code', () => {
    checkRule(unknownLanguage, {
      file: file(`[⟦Klingon⟧, ⟦xx⟧]`),
      messages: [
        '`Klingon` is not a two-letter language code of ISO 639-1. Such a code is `en`.',
        '`xx` is not a two-letter language code of ISO 639-1. Such a code is `en`.',
      ],
    });
  });

  test('offers the code behind capitals, a country, three letters or a name', () => {
    checkRule(unknownLanguage, {
      file: file('[⟦EN⟧, ⟦pt-BR⟧]'),
      messages: [
        '`EN` is not a two-letter language code of ISO 639-1. Did you mean `en`?',
        '`pt-BR` is not a two-letter language code of ISO 639-1. Did you mean `pt`?',
      ],
      afterFix: file('[en, pt]'),
    });
    checkRule(unknownLanguage, {
      file: file(`[⟦eng⟧, ⟦french⟧, ⟦'NO'⟧]`),
      afterFix: file(`[en, fr, 'no']`),
    });
  });

  test('accepts the codes that PromptSource offers', () => {
    checkRule(unknownLanguage, { file: file(`[en, aa, zu, hz, 'no', nb, nn, kr]`) });
  });
});
