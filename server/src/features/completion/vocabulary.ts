/** The English name of a language; CLDR folds a few codes into another language, ISO does not. */
export function languageName(code: string): string {
  return isoNames[code] ?? new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
}

const isoNames: Readonly<Record<string, string>> = { bn: 'Bengali', tl: 'Tagalog', tw: 'Twi' };
