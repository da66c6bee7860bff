/** Times of day, in microseconds since midnight. */
import { PyError } from '../errors.ts';

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export function clockOf(microseconds: number): ClockTime {
  const seconds = Math.floor(microseconds / 1e6);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: microseconds % 1e6,
  };
}

/** The microseconds of a time; raises ValueError for one that does not exist. */
export function microsecondsOf({ hour, minute, second, microsecond }: ClockTime): number {
  check(hour, 'hour', 23);
  check(minute, 'minute', 59);
  check(second, 'second', 59);
  check(microsecond, 'microsecond', 999999);
  return ((hour * 60 + minute) * 60 + second) * 1e6 + microsecond;
}

function check(value: number, name: string, largest: number): void {
  if (value >= 0 && value <= largest) return;
  throw new PyError('ValueError', `${name} must be in 0..${largest}`);
}

export function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `HH:MM:SS`, with the microseconds where there are any; Python's `isoformat(timespec)`. */
export function isoClock(microseconds: number, timespec: string): string {
  const { hour, minute, second, microsecond } = clockOf(microseconds);
  const [hours, minutes, seconds] = [hour, minute, second].map((value) => digits(value, 2));
  switch (timespec) {
    case 'auto':
      return isoClock(microseconds, microsecond === 0 ? 'seconds' : 'microseconds');
    case 'hours':
      return `${hours}`;
    case 'minutes':
      return `${hours}:${minutes}`;
    case 'seconds':
      return `${hours}:${minutes}:${seconds}`;
    case 'milliseconds':
      return `${hours}:${minutes}:${seconds}.${digits(Math.floor(microsecond / 1000), 3)}`;
    case 'microseconds':
      return `${hours}:${minutes}:${seconds}.${digits(microsecond, 6)}`;
    default:
      throw new PyError('ValueError', 'Unknown timespec value');
  }
}
