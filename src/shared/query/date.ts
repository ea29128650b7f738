/** Dates as they are written in a query. All of them are in local time, unless a time names its zone. */

/** A stretch of time in epoch ms: `from` is in it, `to` is not. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const YEAR_FORM = /^([12]\d{3})$/u;
const MONTH_FORM = /^([12]\d{3})-(\d{2})$/u;
const DAY_FORM = /^([12]\d{3})-(\d{2})-(\d{2})$/u;
const AGE_FORM = /^(\d{1,4})([hdwmy])$/iu;
const TIME_FORM = /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/iu;

/** What can be written where a date is wanted, for saying so. */
export const DATE_FORMS =
  'a day (2026-08-01), a month (2026-08), a year, a time (2026-08-01T09:30), today, yesterday or an age (12h, 7d, 2w, 3m, 1y)';

/**
 * Reads a date: `2026`, `2026-08`, `2026-08-01`, `today`, `yesterday`, an ISO time, or an age such as `12h`, `7d`, `2w`,
 * `3m`, `1y`, or `now`. An age is a moment: its stretch begins and ends at once.
 *
 * @param now epoch ms that ages are counted back from
 * @returns null when it is not a date
 */
export const parseTimeSpan = (text: string, now: number): TimeSpan | null => {
  const word = text.toLowerCase();
  switch (word) {
    case 'now':
      return { from: now, to: now };
    case 'today':
      return dayOf(now, 0);
    case 'yesterday':
      return dayOf(now, -1);
    default:
  }
  const year = YEAR_FORM.exec(text);
  if (year) return { from: local(Number(year[1]), 0, 1), to: local(Number(year[1]) + 1, 0, 1) };
  const month = MONTH_FORM.exec(text);
  if (month) return monthOf(Number(month[1]), Number(month[2]));
  const day = DAY_FORM.exec(text);
  if (day) return calendarDay(Number(day[1]), Number(day[2]), Number(day[3]));
  const time = TIME_FORM.exec(text);
  if (time) {
    const from = Date.parse(text.toUpperCase());
    return Number.isNaN(from) ? null : { from, to: from + (time[2] ? 1 : time[1] ? 1000 : 60_000) };
  }
  const age = AGE_FORM.exec(text);
  if (!age) return null;
  const moment = back(now, Number(age[1]), age[2]!.toLowerCase());
  return { from: moment, to: moment };
};

/** The moment a date begins, epoch ms; null when it is not a date. */
export const parseDate = (text: string, now: number): number | null => parseTimeSpan(text, now)?.from ?? null;

/** The local day that a moment is in. */
export const dayOf = (moment: number, days = 0): TimeSpan => {
  const date = new Date(moment);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate() + days];
  return { from: local(year, month, day), to: local(year, month, day + 1) };
};

const local = (year: number, month: number, day: number): number => new Date(year, month, day).getTime();

const monthOf = (year: number, month: number): TimeSpan | null =>
  month < 1 || month > 12 ? null : { from: local(year, month - 1, 1), to: local(year, month, 1) };

const calendarDay = (year: number, month: number, day: number): TimeSpan | null => {
  const date = new Date(year, month - 1, day);
  // Date rolls 31 February over into March; that is a slip of the pen, not a date.
  const real = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return real ? { from: date.getTime(), to: local(year, month - 1, day + 1) } : null;
};

const back = (now: number, count: number, unit: string): number => {
  const date = new Date(now);
  switch (unit) {
    case 'h':
      return now - count * 3_600_000;
    case 'w':
      date.setDate(date.getDate() - count * 7);
      return date.getTime();
    case 'm':
      date.setMonth(date.getMonth() - count);
      return date.getTime();
    case 'y':
      date.setFullYear(date.getFullYear() - count);
      return date.getTime();
    default:
      date.setDate(date.getDate() - count);
      return date.getTime();
  }
};
