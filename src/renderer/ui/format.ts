/** How numbers, times and sizes are written. Pure; `locale` is the reader's own unless told, `zone` likewise. */

export interface FormatOptions {
  readonly locale?: string | undefined;
  /** IANA time zone. */
  readonly zone?: string | undefined;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Making an Intl formatter costs far more than using one, and rows are drawn at every scroll.
const cached = <Options extends object, Formatter>(
  make: (locale: string | undefined, options: Options) => Formatter,
) => {
  const made = new Map<string, Formatter>();
  return (locale: string | undefined, options: Options): Formatter => {
    const key = `${locale ?? ''} ${JSON.stringify(options)}`;
    const found = made.get(key);
    if (found !== undefined) return found;
    const formatter = make(locale, options);
    made.set(key, formatter);
    return formatter;
  };
};

const numbers = cached((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const dates = cached((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));

const inZone = (zone: string | undefined): Intl.DateTimeFormatOptions => (zone === undefined ? {} : { timeZone: zone });

/** `12403` → `12,403`. */
export const formatNumber = (value: number, { locale }: FormatOptions = {}): string =>
  numbers(locale, { maximumFractionDigits: 0 }).format(value);

/** `1` → `1 interaction`, `12403` → `12,403 interactions`. English words, since the application speaks English. */
export const formatCount = (value: number, one: string, many = `${one}s`, options: FormatOptions = {}): string =>
  `${formatNumber(value, options)} ${value === 1 ? one : many}`;

/** A share from 0 to 1 as whole per cent. Never rounds up to 100 before the end. */
export const formatPercent = (share: number): string => `${share >= 1 ? 100 : Math.min(99, Math.round(share * 100))}%`;

/** Date and time of day, local: `2 Aug 2026, 09:14`. */
export const formatDateTime = (at: number, { locale, zone }: FormatOptions = {}): string =>
  dates(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...inZone(zone),
  }).format(at);

/** Date alone, local: `2 Aug 2026`. */
export const formatDate = (at: number, { locale, zone }: FormatOptions = {}): string =>
  dates(locale, { day: 'numeric', month: 'short', year: 'numeric', ...inZone(zone) }).format(at);

/** Time of day alone, local: `09:14`. */
export const formatClock = (at: number, { locale, zone }: FormatOptions = {}): string =>
  dates(locale, { hour: '2-digit', minute: '2-digit', ...inZone(zone) }).format(at);

/** The same moment in UTC, for the title on hover: `2026-08-02 07:14:05 UTC`. */
export const formatUtc = (at: number): string => {
  const text = new Date(at).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
};

/** Relative while it is recent (a day), then a date; the year only when it is another one. */
export const formatAgo = (at: number, now: number, { locale, zone }: FormatOptions = {}): string => {
  const age = now - at;
  if (age < -MINUTE) return formatDateTime(at, { locale, zone });
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  const year = dates('en', { year: 'numeric', ...inZone(zone) });
  const sameYear = year.format(at) === year.format(now);
  return sameYear
    ? dates(locale, { day: 'numeric', month: 'short', ...inZone(zone) }).format(at)
    : formatDate(at, { locale, zone });
};

/** A span of time, two units at most: `45 s`, `2 min 5 s`, `1 h 12 min`, `3 days`. */
export const formatDuration = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND));
  if (seconds < 60) return `${seconds} s`;
  const pair = (first: number, firstUnit: string, second: number, secondUnit: string): string =>
    second === 0 ? `${first} ${firstUnit}` : `${first} ${firstUnit} ${second} ${secondUnit}`;
  if (seconds < 3_600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return pair(Math.floor(seconds / 3_600), 'h', Math.floor((seconds % 3_600) / 60), 'min');
  const days = Math.round(seconds / 86_400);
  return days === 1 ? '1 day' : `${days} days`;
};

/** A span rounded for an estimate: `less than a minute`, `about 2 minutes`, `about 3 hours`. */
export const formatAbout = (milliseconds: number): string => {
  if (milliseconds < 50 * SECOND) return 'less than a minute';
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  if (minutes < 90) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
};

/** Decimal units as file managers count: `812 B`, `1.4 MB`. */
export const formatBytes = (bytes: number, { locale }: FormatOptions = {}): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${numbers(locale, { maximumFractionDigits: digits }).format(value)} ${units[unit] ?? 'B'}`;
};

/** A rating. `null` is nobody's rating; 0 is somebody's. */
export const formatCsat = (rating: number | null, options: FormatOptions = {}): string =>
  rating === null ? 'not rated' : numbers(options.locale, { maximumFractionDigits: 2 }).format(rating);
