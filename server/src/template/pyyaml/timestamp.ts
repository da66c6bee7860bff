/** The Python type that PyYAML makes of a timestamp; `undefined` where Python raises. */
export function constructTimestamp(
  text: string,
): 'datetime.date' | 'datetime.datetime' | undefined {
  const groups = TIMESTAMP.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { year, month, day, hour, minute, second, zoneHour, zoneMinute } = groups;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  if (hour === undefined) return 'datetime.date';
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const isZone = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0) < 24 * 60;
  return isTime && isZone ? 'datetime.datetime' : undefined;
}

/** A timestamp that Python reads, as `isoformat` writes it. */
export function formatTimestamp(text: string): string {
  const groups = TIMESTAMP.exec(text)?.groups ?? {};
  const { year, month, day, hour, minute, second, fraction = '', zone, zoneSign } = groups;
  const date = `${year}-${pad(month)}-${pad(day)}`;
  if (hour === undefined) return date;
  const microseconds = fraction.slice(0, 6).padEnd(6, '0');
  const zoneTime = `${pad(groups['zoneHour'])}:${pad(groups['zoneMinute'])}`;
  const isUtc = zoneSign === undefined || zoneTime === '00:00';
  return [
    `${date} ${pad(hour)}:${minute}:${second}`,
    Number(microseconds) === 0 ? '' : `.${microseconds}`,
    zone === undefined ? '' : isUtc ? '+00:00' : `${zoneSign}${zoneTime}`,
  ].join('');
}

function pad(digits = '0'): string {
  return digits.padStart(2, '0');
}

/** PyYAML's `timestamp_regexp`. */
const TIMESTAMP =
  /^(?<year>[0-9]{4})-(?<month>[0-9][0-9]?)-(?<day>[0-9][0-9]?)(?:(?:[Tt]|[ \t]+)(?<hour>[0-9][0-9]?):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?<zone>Z|(?<zoneSign>[-+])(?<zoneHour>[0-9][0-9]?)(?::(?<zoneMinute>[0-9]{2}))?))?)?\n?$/;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  return year > 0 && day > 0 && day <= length;
}
