import { toScalar } from '../template/encode-text.ts';
import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';
import { languageCodes } from './vocabulary.ts';

export const unknownLanguage: Rule = {
  id: 'unknown-language',
  severity: 'warning',
  description: 'Each language is a two-letter code of ISO 639-1.',
  fix: 'writes the code for a name, a longer code or one in capitals',
  checkTemplate({ template }, tell) {
    for (const { text, span, templateId } of metadataItems(template, 'languages')) {
      if (languageCodes.includes(text)) continue;
      const code = codeFor(text);
      const hint = code === undefined ? 'Such a code is `en`.' : `Did you mean \`${code}\`?`;
      const message = `\`${text}\` is not a two-letter language code of ISO 639-1. ${hint}`;
      const base = { message, span, templateId };
      if (code === undefined) tell(base);
      else {
        const edits = [{ span, newText: toScalar(code) }];
        tell({ ...base, fix: { title: `Replace by \`${code}\``, edits } });
      }
    }
  },
};

/** The code behind `EN`, `en-GB`, `eng` or `English`. */
function codeFor(text: string): string | undefined {
  const [first = ''] = text.toLowerCase().split(/[-_]/, 1);
  const codes = [first, shortest(first), codeOfName(text)];
  return codes.find((code) => code !== undefined && languageCodes.includes(code));
}

/** ISO 639-1 has two letters for some languages that ISO 639-3 has three for. */
function shortest(code: string): string | undefined {
  if (!/^[a-z]{3}$/.test(code)) return undefined;
  return Intl.getCanonicalLocales(code)[0];
}

function codeOfName(name: string): string | undefined {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return languageCodes.find((code) => names.of(code)?.toLowerCase() === name.toLowerCase());
}
