import type { Zone } from './typed-value.ts';

/** What a time zone (a name of the IANA database, or `+hh:mm`) is at a moment; `undefined` where it is not known. */
export function zoneAt(name: string, microseconds: bigint): Zone | undefined {
  if (/^(UTC|Etc\/UTC|Z)$/i.test(name)) return { offsetSeconds: 0, name: 'UTC' };
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (fixed !== null) {
    const seconds = Number(fixed[2]) * 3600 + Number(fixed[3]) * 60;
    return { offsetSeconds: fixed[1] === '-' ? -seconds : seconds };
  }
  try {
    return zoneOfIntl(name, Number(microseconds / 1000n));
  } catch {
    return undefined;
  }
}

/** British English knows most abbreviations of Europe, American English those of America. */
const locales = ['en-GB', 'en-US'];

function zoneOfIntl(name: string, milliseconds: number): Zone {
  const offset = partOf('en-US', name, 'longOffset', milliseconds);
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(offset);
  if (match === null) throw new Error(`the offset ${offset} is not understood`);
  const [, sign, hours = '0', minutes = '0', rest = '0'] = match;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  const offsetSeconds = sign === '-' ? -seconds : seconds;
  const abbreviation = locales
    .map((locale) => partOf(locale, name, 'short', milliseconds))
    .find((short) => /^[A-Z]{3,5}$/.test(short));
  return abbreviation === undefined ? { offsetSeconds } : { offsetSeconds, name: abbreviation };
}

function partOf(
  locale: string,
  timeZone: string,
  timeZoneName: 'longOffset' | 'short',
  milliseconds: number,
): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(
    milliseconds,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
